package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.testkit.Eventually;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands of the built image, as a person types them.
class CommandLineIT {
  private static final Path IMAGE =
      Path.of(System.getProperty("gander.image", "target/image")).toAbsolutePath();
  private static final String GOOSED = IMAGE.resolve("bin/goosed").toString();
  private static final String SHARE = IMAGE.resolve("share").toString();

  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  private Result run(String... command) throws Exception {
    return run(Map.of(), command);
  }

  private Result run(Map<String, String> variables, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("GOOSE_PATH_ROOT", folder.resolve("home").toString());
    builder.environment().put("GOOSE_DISABLE_KEYRING", "true");
    builder.environment().putAll(variables);
    int exit = builder.start().waitFor();
    return new Result(exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private Result goosed(String... arguments) throws Exception {
    return run(Stream.concat(Stream.of(GOOSED), Arrays.stream(arguments)).toArray(String[]::new));
  }

  private static void assumeInstalled(String program) {
    assumeTrue(
        Stream.of("/usr/bin", "/bin").anyMatch(it -> Files.isExecutable(Path.of(it, program))),
        () -> program + " is not installed");
  }

  @ParameterizedTest
  @CsvSource({
    "--help, 0",
    "agent --help, 0",
    "sessions list, 0",
    "sessions show nobody, 1",
    "sessions list --server http://127.0.0.1:1 --key k, 1",
    "config get GOOSE_NOTHING, 1",
    "config set GOOSE_MODE chat, 0",
    "config unset GOOSE_MODE, 0",
    "doctor, 1",
    "srve, 2",
    "agent --port 1, 2",
    "restore absent, 1",
    "validate-extensions absent, 1",
    "completion csh, 2"
  })
  void eachCommandHasItsExitCode(String arguments, int code) throws Exception {
    Result result = goosed(arguments.split(" "));

    assertEquals(code, result.exit(), result::err);
    assertFalse((result.out() + result.err()).contains("\u001b"), "nothing is coloured");
    assertFalse(result.err().contains("\tat "), result::err);
  }

  @Test
  void bashCompletes() throws Exception {
    String script =
        """
        source '%s/bash-completion/completions/goosed'
        ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _goosed; echo "${COMPREPLY[@]}"; }
        ask goosed se
        ask goosed keys ro
        ask goosed run --output ''
        ask goosed serve --no
        """
            .formatted(SHARE);

    Result result = run("bash", "-uc", script);

    assertEquals("", result.err());
    assertEquals(
        List.of("serve sessions secrets", "rotate", "text json", "--no-tls"),
        result.out().lines().toList());
  }

  @Test
  void zshReadsItsCompletion() throws Exception {
    assumeInstalled("zsh");
    String script =
        """
        compdef() { :; }
        _describe() { print -r -- ${(P)2}; }
        source '%s/zsh/site-functions/_goosed'
        words=(goosed keys ''); CURRENT=3; _goosed
        words=(goosed run --output ''); CURRENT=4; _goosed
        """
            .formatted(SHARE);

    Result result = run("zsh", "-fc", script);

    assertEquals("", result.err());
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.getFirst().contains("rotate:Give a key another secret"), result.out());
    assertEquals("text json", lines.get(1));
  }

  @Test
  void fishCompletes() throws Exception {
    assumeInstalled("fish");
    String script =
        "source '%s/fish/vendor_completions.d/goosed.fish'; complete -C 'goosed secrets '"
            .formatted(SHARE);

    Result result = run(Map.of("HOME", folder.toString()), "fish", "--no-config", "-c", script);

    assertEquals(
        List.of("decrypt", "encrypt", "rotate"),
        result.out().lines().map(it -> it.split("\t")[0]).sorted().toList());
  }

  @Test
  void manReadsTheManual() throws Exception {
    assumeInstalled("man");
    String page = IMAGE.resolve("share/man/man1/goosed.1").toString();

    Result result =
        run(Map.of("MANWIDTH", "80", "LC_ALL", "C.UTF-8"), "man", "--warnings", "-l", page);

    assertEquals("", result.err());
    assertTrue(result.out().contains("goosed keys add [OPTIONS] <NAME>"), result.out());
    assertTrue(result.out().contains("EXIT STATUS"), result.out());
  }

  /// And needs no Java: there is none.
  @Test
  void helpFitsIntoANarrowTerminal() throws Exception {
    assumeInstalled("script");
    String typed = "stty cols 40; GANDER_JAVA_HOME=/nowhere '" + GOOSED + "' sessions --help";
    Result result = run("script", "-qec", typed, "/dev/null");

    assertEquals(0, result.exit(), result::out);
    assertTrue(result.out().contains("Usage: goosed sessions"), result.out());
    assertEquals(
        List.of(),
        result.out().lines().filter(line -> line.stripTrailing().length() > 40).toList());
  }

  @Test
  void withoutFoldersTheDoctorSaysSo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Map<String, String> variables =
        Map.of("HOME", "/nonexistent/home", "GOOSE_PATH_ROOT", file.resolve("root").toString());

    Result result = run(variables, GOOSED, "doctor");

    assertEquals(1, result.exit());
    assertTrue(result.out().contains("no home folder /nonexistent/home"), result.out());
    assertTrue(result.out().contains("root/data cannot be written"), result.out());
  }

  /// What is done while a person's server runs.
  private interface Visit {
    void pay(List<String> out, List<String> err) throws Exception;
  }

  private void whileServing(Visit visit, String... options) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(GOOSED, "serve", "--port", "0"), Stream.of(options))
                    .toList())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GOOSE_"));
    builder.environment().put("GOOSE_PATH_ROOT", folder.resolve("home").toString());
    Process server = builder.start();
    try {
      Eventually.holds(() -> lines(err).size() >= 3);
      visit.pay(lines(out), lines(err));
    } finally {
      server.destroy();
      assertEquals(0, server.waitFor());
    }
  }

  @Test
  void theServerOfAPersonSaysWhatToDo() throws Exception {
    whileServing(
        (out, err) -> {
          assertTrue(out.get(0).startsWith("Gander is at http://127.0.0.1:"), out::toString);
          assertTrue(out.get(1).endsWith("home/state/gander/secret_key"), out::toString);
          assertTrue(out.get(2).contains("/gander/v1/console"), out::toString);
          assertEquals(3, out.size(), out::toString);
          assertTrue(err.getFirst().startsWith("No model is set up yet."));

          Result console = goosed("console", "--print");
          assertTrue(console.out().contains("/gander/v1/console/#code="), console::err);
          String server = console.out().split("/gander")[0];
          assertEquals(0, goosed("sessions", "list", "--server", server).exit());
          assertEquals(0, goosed("config", "set", "GOOSE_MODE", "chat", "--server", server).exit());
          assertEquals("chat\n", goosed("config", "get", "GOOSE_MODE").out());
        });
  }

  @Test
  void commandsTrustTheCertificateThatAServerHasMadeHere() throws Exception {
    whileServing(
        (_, _) -> {
          Result console = goosed("console", "--print");
          assertTrue(console.out().startsWith("https://127.0.0.1:"), console::err);
          String server = console.out().split("/gander")[0];
          assertEquals(0, goosed("sessions", "list", "--server", server).exit());

          Result stranger =
              run(
                  Map.of("GOOSE_PATH_ROOT", folder.resolve("elsewhere").toString()),
                  GOOSED,
                  "sessions",
                  "list",
                  "--server",
                  server,
                  "--key",
                  "k");
          assertEquals(1, stranger.exit());
          assertTrue(stranger.err().contains("cannot be reached"), stranger::err);
        },
        "--tls");
  }

  /// The launcher has it in files, and finds a Java here that does nothing but fail.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "help",
        "help keys add",
        "keys add --help",
        "--version",
        "keys -V"
      })
  void helpNeedsNoJvm(String asked) throws Exception {
    Map<String, String> broken = Map.of("GANDER_JAVA_HOME", brokenJava().toString());
    assertEquals(77, run(broken, GOOSED, "doctor").exit());

    Result quick = run(broken, (GOOSED + " " + asked).split(" "));
    Result slow = run(Map.of("GOOSED_JAVA_OPTS", "-Dx=y"), (GOOSED + " " + asked).split(" "));

    assertEquals(0, quick.exit(), quick::err);
    assertEquals(slow.out(), quick.out());
  }

  private Path brokenJava() throws IOException {
    Path home = folder.resolve("java");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25\"\n");
    Path program = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 77\n");
    assertTrue(program.toFile().setExecutable(true));
    return home;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly -V", "keys ../goosed --help", "help nothing", "keys fly --version"})
  void whatTheFilesDoNotKnowIsLeftToTheProgram(String asked) throws Exception {
    Result usual = run((GOOSED + " " + asked).split(" "));
    Result slow = run(Map.of("GOOSED_JAVA_OPTS", "-Dx=y"), (GOOSED + " " + asked).split(" "));

    assertEquals(slow, usual);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
