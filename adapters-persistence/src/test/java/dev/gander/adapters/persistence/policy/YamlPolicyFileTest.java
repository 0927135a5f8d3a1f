package dev.gander.adapters.persistence.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.PolicyCall;
import dev.gander.domain.policy.PolicyFile;
import dev.gander.domain.policy.PolicyState;
import dev.gander.domain.policy.PolicyVerdict;
import dev.gander.domain.shell.ShellSyntax;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.policy.PolicyFileContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlPolicyFileTest implements PolicyFileContract {
  @TempDir Path folder;
  private Path path;
  private PolicyFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("policy.yaml");
    file = new YamlPolicyFile(path, ShellSyntax.POSIX);
  }

  @Override
  public PolicyFile file() {
    return file;
  }

  @Override
  public void write(Json content) {
    // What is JSON is YAML as well.
    write(JsonText.write(content));
  }

  private void write(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete() {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `dney:\\n  - command: rm *` | 1 | 1
          `deny:\\n  - command: rm *\\n  - commnad: x` | 3 | 5
          `deny:\\n  - name: a\\n    command: [rm *, 7]` | 3 | 21
          `deny:\\n  - name: a\\n    command: [rm *` | 3 | 19
          `ask:\\n  - path: src/**` | 2 | 5
          `allow:\\n  - tool: x\\n    tool: y` | 3 | 5
          `otherwise: perhaps` | 1 | 1
          `deny:\\n  - 7: x` | 2 | 5
          `deny:\\n  - true: x\\n    command: rm` | 2 | 5
          `deny:\\n  - command: "!rm"` | 2 | 5
          `deny:\\n  - arguments: {a: []}` | 2 | 17
          `deny: none` | 1 | 1
          `- deny` | 1 | 1
          """)
  void aMistakeIsToldWithItsPlace(String text, int line, int column) {
    write(text.replace("\\n", "\n"));

    String problem = assertInstanceOf(PolicyState.Broken.class, file.read()).problem();
    assertTrue(problem.startsWith(path + " is broken: "), problem);
    assertTrue(problem.endsWith(" at line " + line + " column " + column), problem);
  }

  @Test
  void aFileWithNothingInItIsBroken() {
    // Somebody wanted rules, and an editor or a full disk has taken them.
    for (String text : new String[] {"", "\n# deny: everything\n", "null"}) {
      write(text);

      assertInstanceOf(PolicyState.Broken.class, file.read(), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/at/all", "/dev/zero", "policy.yaml", "."})
  void aLinkToNoFileIsBroken(String target) throws IOException {
    Files.createSymbolicLink(path, Path.of(target));

    assertInstanceOf(PolicyState.Broken.class, file.read());
  }

  @Test
  void aLinkToAFileCounts() throws IOException {
    Files.createSymbolicLink(path, Files.writeString(folder.resolve("other"), "version: 1"));

    assertInstanceOf(PolicyState.Valid.class, file.read());
  }

  @Test
  void whatIsNoTextIsBroken() throws IOException {
    Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertInstanceOf(PolicyState.Broken.class, file.read());

    Files.write(path, new byte[1024 * 1024 + 1]);
    assertInstanceOf(PolicyState.Broken.class, file.read());
  }

  @Test
  void aThousandFoldAliasIsBroken() {
    StringBuilder bomb = new StringBuilder("a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("b" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "x]\n");
    }
    write(bomb.toString());

    assertInstanceOf(PolicyState.Broken.class, file.read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otherwise: allow",
        "otherwise: allow\ndeny:\n  - command: rm *",
        "allow:\n  - command: '*'\n  - tool: '*'"
      })
  void noToolGetsToTheFileItself(String rules) throws IOException {
    write(rules);
    Files.createSymbolicLink(folder.resolve("link"), path);
    Files.createSymbolicLink(folder.resolve("up"), folder);

    for (String command :
        List.of(
            "cat policy.yaml",
            "echo 'otherwise: allow' > policy.yaml",
            "tee link",
            "cd up && sed -i d policy.yaml",
            "mv /tmp/x " + path,
            "sh -c 'rm up/policy.yaml'",
            "rm -rf .",
            "mv " + folder + " /tmp/x")) {
      assertEquals(
          PolicyVerdict.DENY,
          verdict("shell", JsonObject.of("command", Json.of(command))),
          command);
    }
    assertEquals(
        PolicyVerdict.DENY, verdict("write", JsonObject.of("path", Json.of("policy.yaml"))));
    assertEquals(
        PolicyVerdict.ALLOW, verdict("shell", JsonObject.of("command", Json.of("ls -la ."))));
    assertEquals(PolicyVerdict.ALLOW, verdict("write", JsonObject.of("path", Json.of("other"))));
  }

  /// `cmd` runs two commands of the second one, and reads the folder of the third.
  @Test
  void aCommandForAnotherShellIsNeverAllowedByRules() {
    write(
        """
        allow: [{command: "echo **"}, {tool: write}]
        deny: [{command: "rm **"}]
        otherwise: allow
        """);
    PolicyFile cmd = new YamlPolicyFile(path, ShellSyntax.OTHER);

    for (String command : List.of("echo x", "echo 'x & del y'", "type C:\\Users\\u\\.ssh\\id")) {
      JsonObject arguments = JsonObject.of("command", Json.of(command));
      assertEquals(PolicyVerdict.ALLOW, verdict(file, "shell", arguments), command);
      assertEquals(PolicyVerdict.ASK, verdict(cmd, "shell", arguments), command);
    }
    JsonObject denied = JsonObject.of("command", Json.of("rm x"));
    assertEquals(PolicyVerdict.DENY, verdict(cmd, "shell", denied));
    assertEquals(
        PolicyVerdict.ALLOW, verdict(cmd, "write", JsonObject.of("path", Json.of("other"))));
  }

  private PolicyVerdict verdict(String tool, JsonObject arguments) {
    return verdict(file, tool, arguments);
  }

  private PolicyVerdict verdict(PolicyFile file, String tool, JsonObject arguments) {
    var valid = assertInstanceOf(PolicyState.Valid.class, file.read());
    return valid
        .policy()
        .judge(
            new PolicyCall("developer", tool, tool, arguments, folder),
            new FileRealPaths(),
            Path.of("/home/u"))
        .verdict();
  }

  @Test
  void aMendedFileCounts() {
    write("deny: [");
    assertInstanceOf(PolicyState.Broken.class, file.read());

    write("deny: []");
    assertInstanceOf(PolicyState.Valid.class, file.read());
  }

  @SuppressWarnings("ReferenceEquality") // It must be the same object.
  private boolean isReadOnce() {
    PolicyState once = file.read();
    return once == file.read();
  }

  @Test
  void anUnchangedFileIsReadOnce() throws Exception {
    write("otherwise: deny");
    Files.setLastModifiedTime(path, FileTime.fromMillis(1));
    PolicyState first = file.read();

    // For a moment a further change might look the same.
    Eventually.holds(this::isReadOnce);

    assertSame(file.read(), file.read());
    assertEquals(PolicyState.Valid.class, first.getClass());
  }
}
