package io.pop3.examples.members;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Writes lists of members as the association's office would. */
final class MembersFile {

  /** Far too few for real passwords, but tests check many. */
  private static final int ITERATIONS = 10;

  private MembersFile() {}

  static Path in(Path directory) throws IOException {
    return Files.write(
        directory.resolve("members.csv"), List.of("name,paid-until,password-hash"), UTF_8);
  }

  static void add(Path file, String name, String paidUntil, String password)
      throws IOException, GeneralSecurityException {
    addLine(file, name + "," + paidUntil + "," + hash(password));
  }

  static void addLine(Path file, String line) throws IOException {
    Files.write(file, List.of(line), UTF_8, StandardOpenOption.APPEND);
  }

  private static String hash(String password) throws GeneralSecurityException {
    byte[] salt = ("salt for " + password.length()).getBytes(UTF_8);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256))
            .getEncoded();
    Base64.Encoder base64 = Base64.getEncoder();
    return ITERATIONS + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(key);
  }
}
