package dev.gander.bootstrap.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsoleBlockTest {
  /// Commands that would escape from being run.
  private static final Pattern UNMARKED =
      Pattern.compile("(?m)^(?:```(?:sh|bash|shell)$| {4}(?:\\$ |\\./gander |curl |goosed ).*)");

  /// Its commands need root, Docker, or another system; packages have tests of their own.
  private static final String FOR_OTHER_MACHINES = "docs/packages.md";

  private static ConsoleBlock only(String text) {
    List<ConsoleBlock> blocks = ConsoleBlock.of("docs/a.md", text);
    assertEquals(1, blocks.size());
    return blocks.getFirst();
  }

  @Test
  void aBlockHasItsCommandsAndWhatTheyPrint() {
    ConsoleBlock block =
        only(
            """
            # A
            ```console
            $ echo 'a
            b'        # it's over
            a
            b
            $ curl x \\
                -d y &

            $ true
            ```
            """);

    assertEquals("docs/a.md:2", block.place());
    assertTrue(block.isRun());
    assertEquals(
        List.of(
            new ConsoleBlock.Step("echo 'a\nb'        # it's over", "a\nb"),
            new ConsoleBlock.Step("curl x \\\n    -d y &", ""),
            new ConsoleBlock.Step("true", "")),
        block.steps());
    assertTrue(block.steps().get(1).isBackground());
  }

  @Test
  void commentsBeforeABlockAreForItAlone() {
    List<ConsoleBlock> blocks =
        ConsoleBlock.of(
            "a.md",
            """
            <!-- not run: it takes hours -->
            ```console
            $ sleep 10000
            ```

            <!-- alone -->
            <!-- first: mkdir a -->
            <!-- afterwards: rmdir a -->
            ```console
            $ ls a
            ```
            ```console
            $ ls
            ```
            """);

    assertEquals("it takes hours", blocks.getFirst().reason());
    assertEquals(
        List.of("mkdir a", "ls a", "rmdir a"),
        blocks.get(1).steps().stream().map(ConsoleBlock.Step::command).toList());
    assertTrue(blocks.get(1).alone());
    assertTrue(blocks.get(2).isRun());
    assertFalse(blocks.get(2).alone());
  }

  @Test
  void gapsMatchAnythingAndNameWords() {
    Map<String, String> words = new HashMap<>();
    Printed shown = new Printed("{\"id\":\"run_0195…\",\n  \"text\":\"Two: …\",…}");

    assertFalse(shown.isIn("{\"id\": \"run_7\", \"text\": \"One: a\", \"n\": 1}", words));
    assertTrue(shown.isIn("{\"id\": \"run_7\", \"text\": \"Two: a\", \"n\": 1}", words));
    assertEquals(Map.of("run_0195…", "run_7"), words);
    assertEquals("curl /runs/run_7/end", Printed.filledIn("curl /runs/run_0195…/end", words));
  }

  @Test
  void aWordInQuotesMayHaveAnySigns() {
    Map<String, String> words = new HashMap<>();

    assertTrue(new Printed("\"secret\":\"w_…\"…").isIn("{\"secret\":\"w_9/B+=\"}", words));
    assertEquals(Map.of("w_…", "w_9/B+="), words);
  }

  @Test
  void commandsOfDocumentsAreInBlocksThatAreRun() throws IOException {
    List<String> escaped =
        Documents.withCommands().stream()
            .filter(document -> !document.name().equals(FOR_OTHER_MACHINES))
            .flatMap(
                document ->
                    UNMARKED
                        .matcher(document.text())
                        .results()
                        .map(match -> document.name() + ": " + match.group()))
            .toList();

    assertEquals(List.of(), escaped);
  }
}
