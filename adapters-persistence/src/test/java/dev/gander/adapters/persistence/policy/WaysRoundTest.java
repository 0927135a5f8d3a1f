package dev.gander.adapters.persistence.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.PolicyCall;
import dev.gander.domain.policy.PolicyJudgement;
import dev.gander.domain.policy.PolicyState;
import dev.gander.domain.shell.ShellSyntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ways round rules, each with what has to become of it: `ways-round.txt` says how to read them.
class WaysRoundTest {
  private static final Path READY_MADE = Path.of("../examples/policy");
  private static final Map<String, PolicyState> POLICIES = new HashMap<>();

  @TempDir static Path machine;
  private static Path home;
  private static Path project;

  /// @param expected in capitals, as [PolicyVerdict] has it; `STOP` for anything but `ALLOW`
  record Way(int line, String policy, String expected, String command) {
    @Override
    public String toString() {
      return line + ": " + policy + ": " + command;
    }
  }

  @BeforeAll
  static void furnish() throws IOException {
    Path real = machine.toRealPath();
    home = Files.createDirectories(real.resolve("home"));
    project = Files.createDirectories(home.resolve("project"));
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/id_rsa"), "key");
    Files.createDirectories(project.resolve("src"));
    Files.createDirectories(project.resolve(".git/hooks"));
    Files.writeString(project.resolve("src/a.txt"), "a");
    Files.writeString(project.resolve(".env"), "TOKEN=x");
    Files.createSymbolicLink(project.resolve("out"), Path.of("/etc"));
    Files.createSymbolicLink(project.resolve("key"), home.resolve(".ssh/id_rsa"));
    Files.createSymbolicLink(project.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(project.resolve("list"), Path.of("/bin/rm"));
    Files.createSymbolicLink(project.resolve("inner"), Path.of("src"));
  }

  static Stream<Way> ways() {
    String[] lines = resource("ways-round.txt").split("\n", -1);
    Stream.Builder<Way> ways = Stream.builder();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (!line.isBlank() && !line.startsWith("##")) {
        String[] fields = line.split(" \\| ", 3);
        ways.add(new Way(i + 1, fields[0].strip(), fields[1].strip(), unescaped(fields[2])));
      }
    }
    return ways.build();
  }

  /// `␊` is a line feed, `␉` a tab, `⟨hex⟩` any character.
  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '⟨') {
        int end = text.indexOf('⟩', at);
        plain.appendCodePoint(Integer.parseInt(text.substring(at + 1, end), 16));
        at = end;
      } else {
        plain.append(c == '␊' ? '\n' : c == '␉' ? '\t' : c);
      }
    }
    return plain.toString();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aWayRound(Way way) {
    PolicyJudgement judgement = judge(way.policy(), way.command());

    String verdict = judgement.verdict().name();
    if (way.expected().equals("STOP")) {
      assertTrue(!verdict.equals("ALLOW"), judgement::toString);
    } else {
      assertEquals(way.expected(), verdict, judgement::toString);
    }
  }

  @Test
  void thereAreManyAndHarmlessOnesAmongThem() {
    assertTrue(ways().filter(way -> !way.expected().equals("ALLOW")).count() >= 300);
    assertTrue(ways().filter(way -> way.expected().equals("ALLOW")).count() >= 60);
  }

  private PolicyJudgement judge(String policy, String command) {
    JsonObject arguments = JsonObject.builder().put("command", command).build();
    var call = new PolicyCall("developer", "shell", "shell", arguments, project);
    PolicyState state = POLICIES.computeIfAbsent(policy, WaysRoundTest::policy);
    var valid = assertInstanceOf(PolicyState.Valid.class, state, state::toString);
    return valid.policy().judge(call, new FileRealPaths(), home);
  }

  private static PolicyState policy(String name) {
    Path readyMade = READY_MADE.resolve(name + ".yaml");
    if (Files.exists(readyMade)) {
      return new YamlPolicyFile(readyMade, ShellSyntax.POSIX).read();
    }
    try {
      Path file = machine.resolve(name + ".yaml");
      Files.writeString(file, resource(name + ".yaml"));
      return new YamlPolicyFile(file, ShellSyntax.POSIX).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (var in = WaysRoundTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
