package io.pop3.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  private static String limits(String soft) {
    return """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             96196                96196                processes
        Max open files            %s                 20000                files
        Max locked memory         8388608              8388608              bytes
        """
        .formatted(soft);
  }

  @Test
  void theSoftLimitCounts() {
    assertThat(OpenFiles.limit(limits("1024"))).hasValue(1024);
  }

  @Test
  void noLimitIsNoShortage() {
    assertThat(OpenFiles.limit(limits("unlimited"))).isEmpty();
    assertThat(OpenFiles.limit("something else")).isEmpty();
    assertThat(OpenFiles.shortage(OptionalLong.empty(), 1_000_000)).isEmpty();
  }

  @Test
  void aLimitThatSessionsCanReachIsToldWithWhatWouldDo() {
    assertThat(OpenFiles.shortage(OptionalLong.of(3200), 1000)).isEmpty();
    assertThat(OpenFiles.shortage(OptionalLong.of(3199), 1000))
        .hasValue(
            "open files: at most 3199 (expected: 3200 for limit.connections = 1000, 3 a session):"
                + " sessions beyond that will fail");
  }

  @Test
  void thisProcessHasEnoughForItself() {
    assertThat(OpenFiles.shortage(0)).isEmpty();
  }
}
