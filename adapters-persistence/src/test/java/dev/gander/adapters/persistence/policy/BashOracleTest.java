package dev.gander.adapters.persistence.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.Policy;
import dev.gander.domain.policy.PolicyCall;
import dev.gander.domain.policy.PolicyJson;
import dev.gander.domain.policy.PolicyVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real shell runs what the rules allow, and must never come to what they deny. The commands are
/// those of `ways-round.txt`, changed at random. The shell finds nothing but a few harmless
/// programs, and `zap`, which leaves a trace.
class BashOracleTest {
  private static final Path BASH = Path.of("/bin/bash");
  private static final int ALLOWED = 200;
  private static final List<String> HARMLESS =
      List.of("cat", "env", "xargs", "sh", "bash", "find", "nice", "nohup", "ls", "tr", "head");
  private static final String[] PIECES = {
    "zap",
    "zap x",
    "za",
    "p",
    "\"",
    "'",
    "\\",
    "$",
    "(",
    ")",
    "{ ",
    " }",
    "`",
    ";",
    "&",
    "|",
    "<",
    "<<E",
    "<<'E'",
    "<<-E",
    "\nE\n",
    "\n",
    " ",
    "\t",
    "#",
    "=",
    "[",
    "]",
    "*",
    "?",
    "!",
    "if ",
    "; then ",
    "; fi",
    "for i in ",
    "; do ",
    "; done",
    "$(",
    "${",
    "}",
    "$'",
    "\\x7a",
    "<(",
    "eval ",
    "exec ",
    "env ",
    "command ",
    "sh -c ",
    "bash -c ",
    "xargs ",
    "X=zap",
    "$X",
    "\"$X\"",
    "$'zap'",
    "{zap,}",
    "echo ",
    "cat ",
    "true",
    "&&",
    "||",
    "[[ ",
    " ]]",
    "((",
    "))",
    "$((",
    "-c ",
    "-- ",
    ". ",
    "source ",
    "trap ",
    "alias ",
    "<<<",
    "EXIT",
    "read X",
    "x)",
    "$@",
    "set -- ",
    "${X:-",
    "${X/",
    "\\\n",
    "a=(",
    "builtin ",
    "nice ",
    "find . -exec ",
    " \\;",
    " {} ",
    "declare ",
    "export ",
    "$IFS",
    "~",
    "+",
    "-",
    ",",
    "..",
    "@",
    "  # ",
    "let ",
    "test "
  };

  @TempDir Path folder;

  @Test
  void whatIsAllowedNeverComesToWhatIsDenied() throws Exception {
    assumeTrue(Files.isExecutable(BASH));
    Path programs = programs();
    Policy policy = denyingZap();
    List<String> known =
        WaysRoundTest.ways()
            .filter(way -> way.policy().equals("deny-rm") || way.policy().equals("allow-few"))
            .map(way -> way.command().replaceAll("\\brm\\b", "zap"))
            // Elsewhere are real programs.
            .filter(command -> !command.contains("/"))
            .toList();
    Random random = new Random(20261128);
    int allowed = 0;
    for (int i = 0; i < 20_000 && allowed < ALLOWED; i++) {
      String script = changed(known, random);
      if (script.indexOf('\0') < 0 && verdict(policy, script) == PolicyVerdict.ALLOW) {
        allowed++;
        assertTrue(Files.notExists(traceOf(programs, script, 2)), script);
      }
    }
    assertEquals(ALLOWED, allowed);
  }

  @Test
  void theTrapWorks() throws Exception {
    assumeTrue(Files.isExecutable(BASH));

    assertTrue(Files.exists(traceOf(programs(), "X=zap; $X", 30)));
  }

  private Path programs() throws IOException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path zap = Files.writeString(programs.resolve("zap"), "#!/bin/bash\n: > \"$TRACE\"\n");
    Files.setPosixFilePermissions(zap, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : HARMLESS) {
      Path program = Path.of("/usr/bin", name);
      if (Files.isExecutable(program)) {
        Files.createSymbolicLink(programs.resolve(name), program);
      }
    }
    return programs;
  }

  private static Policy denyingZap() {
    return PolicyJson.read(
        JsonObject.builder()
            .put("otherwise", "allow")
            .put("deny", new JsonArray(List.of(JsonObject.of("command", Json.of("zap *")))))
            .build());
  }

  private PolicyVerdict verdict(Policy policy, String script) {
    JsonObject arguments = JsonObject.of("command", Json.of(script));
    var call = new PolicyCall("developer", "shell", "shell", arguments, folder);
    return policy.judge(call, path -> Optional.of(path.normalize()), folder).verdict();
  }

  private static String changed(List<String> known, Random random) {
    StringBuilder script = new StringBuilder(one(known, random));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          if (!script.isEmpty()) {
            script.deleteCharAt(random.nextInt(script.length()));
          }
        }
        case 1 -> script.append(random.nextBoolean() ? "\n" : ";").append(one(known, random));
        default ->
            script.insert(
                random.nextInt(script.length() + 1), PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return script.toString();
  }

  private static String one(List<String> known, Random random) {
    return known.get(random.nextInt(known.size()));
  }

  /// @param patience in seconds, for a script that may be an endless loop
  private Path traceOf(Path programs, String script, int patience) throws Exception {
    Path work = Files.createTempDirectory(folder, "work");
    Path trace = work.resolve("trace");
    List<String> command = new ArrayList<>(List.of(BASH.toString(), "-c", script));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("TRACE", trace.toString());
    builder.environment().put("HOME", work.toString());
    Process shell = builder.start();
    if (!shell.waitFor(patience, TimeUnit.SECONDS)) {
      // An endless loop has had its time.
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly().waitFor();
    }
    return trace;
  }
}
