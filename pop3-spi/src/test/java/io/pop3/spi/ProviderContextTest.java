package io.pop3.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProviderContextTest {

  @Test
  void theTextNamesKeysAndNoValues() {
    ProviderContext context = ProviderContext.of(Map.of("password", "wonderland"));
    assertThat(context.toString()).contains("password").doesNotContain("wonderland");
  }

  @Test
  void theConfigurationIsACopyThatNobodyChanges() {
    Map<String, String> configuration = new HashMap<>(Map.of("path", "mail"));
    ProviderContext context = ProviderContext.of(configuration);
    configuration.put("path", "elsewhere");
    assertThat(context.configuration()).containsExactly(Map.entry("path", "mail"));
    assertThatThrownBy(() -> context.configuration().put("path", "elsewhere"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void eachPartCanBeReplacedAloneAndTheOriginalStays() {
    ProviderContext context = ProviderContext.of(Map.of("path", "mail"));
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    SecureRandom random = new SecureRandom();
    Path directory = Path.of("etc");
    ProviderContext changed =
        context.withClock(clock).withRandom(random).withBaseDirectory(directory);
    assertThat(changed.clock()).isSameAs(clock);
    assertThat(changed.random()).isSameAs(random);
    assertThat(changed.baseDirectory()).isEqualTo(directory);
    assertThat(changed.configuration()).isEqualTo(context.configuration());
    assertThat(context.clock()).isNotSameAs(clock);
    assertThat(context.random()).isNotSameAs(random);
    assertThat(context.baseDirectory()).isEqualTo(Path.of(""));
  }
}
