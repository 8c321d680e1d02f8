package io.pop3.server.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command takes the options that it does something with. */
class BenchmarkTest {

  @ParameterizedTest
  @CsvSource({
    "compare, --rounds 1 --seconds 1 --warm-up 1 --only poll --servers pop3d --server-cpu 1",
    "compare, --idle-sessions 9 --drop-caches --key-exchange P-256 --set a=b --directory d",
    "grow, IDLE --rounds 1 --seconds 1 --warm-up 1 --servers pop3d --points 9 --set a=b",
    "maildrop, --rounds 1 --warm-up 1 --drop-caches --messages 9 --pop3d p --set a=b",
    "serve, --servers pop3d --only poll --set a=b --pop3d p --server-cpu 1",
    "load, poll --port 1 --pid 1 --rounds 1 --seconds 1 --warm-up 1 --key-exchange P-256",
  })
  void optionsThatMeanSomethingAreTaken(String command, String options) {
    CommandLine.ParseResult parsed = Benchmark.commandLine().parseArgs(line(command, options));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource({
    "grow, IDLE, --only poll",
    "grow, IDLE, --drop-caches",
    "maildrop, '', --seconds 1",
    "maildrop, '', --key-exchange P-256",
    "serve, '', --rounds 1",
    "serve, '', --idle-sessions 9",
    "load, poll --port 1 --pid 1, --servers pop3d",
    "load, poll --port 1 --pid 1, --set a=b",
  })
  void othersAreRefused(String command, String needed, String option) {
    CommandLine program = Benchmark.commandLine();
    String[] line = line(command, needed + " " + option);
    assertThatThrownBy(() -> program.parseArgs(line))
        .isInstanceOf(UnmatchedArgumentException.class)
        .hasMessageContaining(List.of(option.split(" ")).get(0));
  }

  private static String[] line(String command, String options) {
    return (command + " " + options).trim().split(" +");
  }
}
