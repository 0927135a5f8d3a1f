package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the JDK gets. What programs get in the end is tried on Windows itself, by `WindowsIT`.
class WindowsCommandTest {
  private static List<String> command(String... words) throws IOException {
    return WindowsCommand.of(List.of(words), "D:\\Win");
  }

  @Test
  void aProgramGetsItsQuotesEscaped() throws IOException {
    assertEquals(
        List.of("C:/x/uvx.exe", "a b", "", "{\\\"a\\\": \\\"b c\\\"}", "c:\\x\\\\\\\"y", "a&b%c%"),
        command("C:/x/uvx.exe", "a b", "", "{\"a\": \"b c\"}", "c:\\x\\\"y", "a&b%c%"));
  }

  @Test
  void aScriptIsRunByCmdWhichGetsNothingToRunItself() throws IOException {
    assertEquals(
        List.of(
            "D:\\Win\\System32\\cmd.exe",
            "/E:ON",
            "/V:OFF",
            "/D",
            "/C",
            "\"\"C:/my tools/npx.CMD\" -y a/b@1.0 \"a b\" \"\" \"x&y\" \"say \"\"hi\"\"\""
                + " \"%%cd:~,%PATH%%cd:~,%\" \"c:\\\\\" \"\\\\\"\"\"\""),
        command(
            "C:/my tools/npx.CMD",
            "-y",
            "a/b@1.0",
            "a b",
            "",
            "x&y",
            "say \"hi\"",
            "%PATH%",
            "c:\\",
            "\\\""));
  }

  @Test
  void aScriptGetsNoArgumentWithSeveralLines() {
    for (String end : List.of("\n", "\r", "\0")) {
      assertThrows(IOException.class, () -> command("npx.bat", "a" + end + "b"));
    }
  }

  @Test
  void cmdGetsALineAsItIsWritten() throws IOException {
    List<String> line = WindowsCommand.shell("\"C:\\a b\\git.exe\" commit -m \"x y\"");

    assertEquals(List.of("/S", "/C", "\"\"C:\\a b\\git.exe\" commit -m \"x y\"\""), line);
    assertEquals(
        List.of("D:\\Win\\System32\\cmd.exe", line.get(0), line.get(1), line.get(2)),
        command("cmd", line.get(0), line.get(1), line.get(2)));
    assertEquals(
        List.of("\"C:\\my tools\\CMD.EXE\"", line.get(2)),
        command("\"C:\\my tools\\CMD.EXE\"", line.get(2)));
  }

  @Test
  void aProgramHasOneName() {
    for (String program :
        List.of("cmd", "CMD.exe", "C:/Windows/cmd.EXE", "\"C:\\a b\\cmd.exe\"", "cmd.exe\"")) {
      assertEquals("cmd", WindowsCommand.name(program));
    }
    assertEquals("npx.cmd", WindowsCommand.name("C:\\npm\\npx.CMD"));
  }
}
