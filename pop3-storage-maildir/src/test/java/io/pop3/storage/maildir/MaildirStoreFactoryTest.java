package io.pop3.storage.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.spi.testkit.FactoryContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a store comes to be. */
final class MaildirStoreFactoryTest extends FactoryContract {

  @TempDir Path root;

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return MaildirStoreFactory.class;
  }

  @Override
  protected ProviderContext validContext() {
    return context(
        Map.of(
            "create", "true",
            "fsync", "never",
            "mark-seen", "true",
            "trust-size-hints", "true",
            "retention-days", "30",
            "retention-size", "500M",
            "memory", "16M",
            "import-unique-ids", "dovecot",
            "dovecot-uidl-format", "%v.%u"));
  }

  private ProviderContext context(Map<String, String> more) {
    Map<String, String> configuration = new HashMap<>(more);
    configuration.putIfAbsent("root", root + "/%u");
    return ProviderContext.of(configuration);
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() {
    List<BadConfiguration> bad = new ArrayList<>();
    bad.add(new BadConfiguration(ProviderContext.of(Map.of()), List.of("root")));
    for (String value : List.of("", "/does/not/exist/%u", root.toString(), root + "/%x")) {
      bad.add(new BadConfiguration(context(Map.of("root", value)), List.of("root")));
    }
    Map<String, String> allWrong =
        Map.of(
            "root", "nowhere",
            "create", "perhaps",
            "fsync", "sometimes",
            "mark-seen", "yes",
            "trust-size-hints", "",
            "retention-days", "0",
            "retention-size", "-1",
            "memory", "much",
            "import-unique-ids", "cyrus",
            "dovecot-uidl-format", "%m");
    allWrong.forEach(
        (key, value) -> bad.add(new BadConfiguration(context(Map.of(key, value)), List.of(key))));
    bad.add(new BadConfiguration(context(allWrong), List.copyOf(allWrong.keySet())));
    return bad;
  }

  @Test
  void problemsNameValueAndExpectation() {
    assertThatThrownBy(
            () ->
                new MaildirStoreFactory()
                    .create(context(Map.of("root", "/does/not/exist/%u", "create", "perhaps"))))
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessageContaining("/does/not/exist")
        .hasMessageContaining("create: \"perhaps\" (expected: true or false)");
  }

  @Test
  void relativeRootsBeginAtTheBaseDirectory() throws Exception {
    Files.createDirectories(root.resolve("mail/harish/new"));
    Files.writeString(root.resolve("mail/harish/new/1.a.host"), "a\n");
    ProviderContext context = ProviderContext.of(Map.of("root", "mail/%u")).withBaseDirectory(root);
    try (MaildropStore store = new MaildirStoreFactory().create(context);
        var maildrop = store.open(MaildropOwner.of("harish"), OpenContext.of("1"))) {
      assertThat(maildrop.messages().count()).isEqualTo(1);
    }
  }

  /** A disk that is not mounted must not look like empty maildrops, nor get new ones. */
  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void aRootThatVanishesIsTroubleThatPasses(String create) throws Exception {
    Path mount = Files.createDirectory(root.resolve("mount"));
    ProviderContext context = ProviderContext.of(Map.of("root", mount + "/%u", "create", create));
    try (MaildropStore store = new MaildirStoreFactory().create(context)) {
      Files.delete(mount);
      assertThatThrownBy(() -> store.open(MaildropOwner.of("harish"), OpenContext.of("1")))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining(mount.toString());
      assertThat(mount).doesNotExist();
    }
  }

  @Test
  void aFileInPlaceOfAMaildirIsTroubleToMend() throws Exception {
    Files.writeString(root.resolve("harish"), "an mbox?");
    try (MaildropStore store =
        new MaildirStoreFactory().create(ProviderContext.of(Map.of("root", root + "/%u")))) {
      assertThatThrownBy(() -> store.open(MaildropOwner.of("harish"), OpenContext.of("1")))
          .isInstanceOf(MaildropException.Permanent.class);
    }
  }
}
