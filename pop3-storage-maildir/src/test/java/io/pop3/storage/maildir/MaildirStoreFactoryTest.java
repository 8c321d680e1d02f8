package io.pop3.storage.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import io.pop3.spi.maildrop.OpenContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a store comes to be. */
class MaildirStoreFactoryTest {

  @TempDir Path root;

  /** PF-01. */
  @Test
  void theFactoryIsFoundByItsName() {
    assertThat(ServiceLoader.load(MaildropStoreFactory.class).stream().map(p -> p.get().name()))
        .containsExactly("maildir");
    assertThat(new MaildirStoreFactory().description()).isNotBlank();
  }

  /** PF-03. */
  @Test
  void allProblemsAreReportedTogether() {
    ProviderContext context =
        ProviderContext.of(Map.of("root", "/does/not/exist/%u", "create", "perhaps"));
    ProviderConfigurationException e =
        catchThrowableOfType(
            ProviderConfigurationException.class, () -> new MaildirStoreFactory().create(context));
    assertThat(e.problems())
        .extracting(ConfigurationProblem::key)
        .containsExactlyInAnyOrder("root", "create");
    assertThat(e).hasMessageContaining("/does/not/exist").hasMessageContaining("true or false");
  }

  @Test
  void aRootIsNeeded() {
    assertThatThrownBy(() -> new MaildirStoreFactory().create(ProviderContext.of(Map.of())))
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessageContaining("root");
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

  /** An empty mount point must not look like empty maildrops. */
  @Test
  void aRootThatVanishesIsTroubleThatPasses() throws Exception {
    Path mount = Files.createDirectory(root.resolve("mount"));
    ProviderContext context = ProviderContext.of(Map.of("root", mount + "/%u"));
    try (MaildropStore store = new MaildirStoreFactory().create(context)) {
      Files.delete(mount);
      assertThatThrownBy(() -> store.open(MaildropOwner.of("harish"), OpenContext.of("1")))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining(mount.toString());
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
