package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The language of texts. */
final class LanguageCases {

  private static final Pattern LISTING = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*( .+)?");

  private LanguageCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("LANG", LOGIN)
        .must(
            "6856-LANG-1",
            "RFC 6856 section 3",
            "LANG is accepted before and after the login",
            lab -> {
              requireLang(lab);
              open(lab).okList("LANG");
              Dialogue session = login(lab);
              session.okList("LANG");
              Expect.requireInStep(session, "LANG");
            })
        .must(
            "6856-LANG-2",
            "RFC 6856 section 3.2",
            "LANG with a listed language is answered +OK, its tag and a text",
            lab -> {
              requireLang(lab);
              for (String tag : listed(lab)) {
                Dialogue session = open(lab);
                String text = session.ok("LANG " + tag).text();
                Expect.that(text.startsWith(tag + " "), "+OK " + tag + " text", Octets.show(text));
                session.quit();
              }
            })
        .must(
            "6856-LANG-3",
            "RFC 6856 section 3.2",
            "LANG with a language that isn't there is refused and changes nothing",
            LanguageCases::unknownLanguageChangesNothing)
        .must(
            "6856-LANG-4",
            "RFC 6856 section 3.2",
            "LANG * chooses a listed language",
            lab -> {
              requireLang(lab);
              String text = open(lab).ok("LANG *").text();
              String tag = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
              Expect.that(listed(lab).contains(tag), "+OK and a listed tag", Octets.show(text));
            })
        .must(
            "6856-LANG-5",
            "RFC 6856 section 3.2",
            "LANG alone lists tags, each perhaps with its own name in UTF-8",
            LanguageCases::listingIsWellFormed)
        .must(
            "6856-LANG-7",
            "RFC 6856 section 3.2",
            "Indicators, numbers and listings are the same in every language",
            LanguageCases::machineReadPartsStay)
        .should(
            "5198-NET-1",
            "RFC 5198 section 2",
            "Texts are UTF-8 in normal form C without a byte order mark",
            LanguageCases::textsAreNetUnicode)
        .house(
            "A-52",
            "A range is found in any letter case, and by its beginning",
            LanguageCases::rangesAreLookedUp)
        .cases();
  }

  private static void requireLang(Lab lab) {
    lab.requireTag("LANG");
  }

  private static Dialogue open(Lab lab) {
    Dialogue session = lab.open();
    session.expectUtf8();
    return session;
  }

  private static Dialogue login(Lab lab) {
    Dialogue session = lab.login();
    session.expectUtf8();
    return session;
  }

  private static List<String> listed(Lab lab) {
    Dialogue session = open(lab);
    List<String> tags =
        session.okList("LANG").lines().stream()
            .map(line -> line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line)
            .toList();
    session.quit();
    return tags;
  }

  private static void unknownLanguageChangesNothing(Lab lab) {
    requireLang(lab);
    Dialogue session = login(lab);
    String before = session.ok("NOOP").line();
    session.err("LANG xx-nowhere");
    Expect.equal("NOOP after a refused LANG", before, session.ok("NOOP").line());
  }

  private static void listingIsWellFormed(Lab lab) {
    requireLang(lab);
    for (String line : open(lab).okList("LANG").lines()) {
      Expect.that(
          LISTING.matcher(line).matches() && isUtf8(line), "tag [SP name]", Octets.show(line));
    }
  }

  private static void textsAreNetUnicode(Lab lab) {
    requireLang(lab);
    for (String tag : listed(lab)) {
      Dialogue session = open(lab);
      for (String command : List.of("LANG " + tag, "XYZZ", "STAT", "QUIT")) {
        Reply reply = session.ask(command);
        boolean kept =
            decoded(reply.line())
                .filter(text -> Normalizer.isNormalized(text, Normalizer.Form.NFC))
                .filter(text -> text.indexOf('\uFEFF') < 0)
                .isPresent();
        Expect.that(kept, "UTF-8 in normal form C without a byte order mark", reply.shown());
      }
    }
  }

  private static void rangesAreLookedUp(Lab lab) {
    requireLang(lab);
    for (String tag : listed(lab)) {
      for (String range : List.of(tag.toUpperCase(Locale.ROOT), tag + "-x-none")) {
        Dialogue session = open(lab);
        String text = session.ok("LANG " + range).text();
        Expect.that(text.startsWith(tag + " "), "+OK " + tag + " text", Octets.show(text));
        session.quit();
      }
    }
  }

  private static boolean isUtf8(String octets) {
    return decoded(octets).isPresent();
  }

  private static Optional<String> decoded(String octets) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Octets.bytes(octets));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static void machineReadPartsStay(Lab lab) {
    requireLang(lab);
    Dialogue first = lab.loginHaving(1);
    Reply stat = first.ok("STAT");
    Reply one = first.ok("LIST 1");
    first.quit();
    for (String tag : listed(lab)) {
      Dialogue session = login(lab);
      session.ok("LANG " + tag);
      Expect.equal("STAT in " + tag, stat.line(), session.ok("STAT").line());
      Expect.equal("LIST 1 in " + tag, one.line(), session.ok("LIST 1").line());
      session.err("XYZZ");
      session.quit();
    }
  }
}
