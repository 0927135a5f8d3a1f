package dev.gander.adapters.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.analyze.files.SourceReader;
import dev.gander.ignores.IgnoreFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The answers, word by word, on a small project.
class AnalysisTest {
  @TempDir Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private AnalysisAnswer ask(String path, String focus, long depth, long follow, boolean force)
      throws InterruptedException {
    Duration minute = Duration.ofMinutes(1);
    var analysis =
        new Analysis(
            new SourceReader(2, 2000, minute, minute), new IgnoreFile(folder, List.of()), 10_000);
    Path absolute = folder.resolve(path).normalize();
    return analysis.answer(
        new AnalysisRequest(absolute, focus.isEmpty() ? null : focus, depth, follow, force));
  }

  private String said(String path, String focus, long follow) throws InterruptedException {
    AnalysisAnswer answer = ask(path, focus, 0, follow, false);
    assertFalse(answer.failed(), answer.text());
    return answer.text();
  }

  private String failure(String path, String focus) throws InterruptedException {
    AnalysisAnswer answer = ask(path, focus, 3, 2, false);
    assertTrue(answer.failed(), answer.text());
    return answer.text().replace(folder.toString(), "FOLDER");
  }

  private void project() throws IOException {
    file(
        "src/app/Main.java",
        """
        class Main {
          void main() { new Job().run(1); help(); }
        }
        """);
    file(
        "src/app/Job.java",
        """
        class Job {
          int run(int n) { return n < 1 ? 0 : step(n); }
          int step(int n) { return run(n - 1) + Math.abs(n); }
        }
        """);
    file(
        "tool.py",
        """
        import os
        from src import job

        job.run(1)

        def help():
            job.run(2)
        """);
    file("large.go", "// x\n".repeat(1000));
    file("empty.rb", "");
    file("notes.txt", "class Fake {}\n");
  }

  @Test
  void anOverviewHasSizesLanguagesAndFiles() throws Exception {
    project();
    assertEquals(
        """
        4 files, 14L, 4F, 2C (depth=unlimited)
        skipped: 1 file too large
        python 50%, java 50%, ruby 0%

        empty.rb [0L, 0F]
        src/
          app/
            Job.java [4L, 2F, 1C]
            Main.java [3L, 1F, 1C]
        tool.py [7L, 1F]
        """,
        said(".", "", 2));
    assertTrue(ask(".", "", 1, 2, false).text().startsWith("2 files, 7L, 1F, 0C (depth=1)\n"));
  }

  @Test
  void aFolderWithoutSourcesHasNothing() throws Exception {
    file("notes.txt", "x");
    assertEquals("0 files, 0L, 0F, 0C (depth=unlimited)\n", said(".", "", 2));
  }

  @Test
  void aFileHasItsDeclarationsAndImports() throws Exception {
    project();
    assertEquals(
        """
        Job.java [4L, 2F, 1C] java

        classes:
          1: Job

        functions:
          2: Job.run(int n)
          3: Job.step(int n)
        """,
        said("src/app/Job.java", "", 2));
    assertEquals(
        """
        tool.py [7L, 1F] python

        functions:
          6: help()

        imports:
          1: import os
          2: from src import job
        """,
        said("tool.py", "", 2));
  }

  @Test
  void aFocusHasDefinitionsCallersAndCallees() throws Exception {
    project();
    assertEquals(
        """
        run: 1 definitions, 4 calls in 5 files
        skipped: 1 file too large

        defined:
          src/app/Job.java:2  Job.run(int n)

        called by:
          src/app/Job.java:3  Job.step(int n)  (line 3)
            src/app/Job.java:2  Job.run(int n)  (line 2) …
          src/app/Main.java:2  Main.main()  (line 2)
          tool.py  (outside of functions)  (line 4)
          tool.py:6  help()  (line 7)
            src/app/Main.java:2  Main.main()  (line 2) …

        calls:
          src/app/Job.java:3  Job.step(int n)
            src/app/Job.java:2  Job.run(int n)  …
        """,
        said(".", "run", 2));
    assertEquals(
        """
        step: 1 definitions, 1 calls in 1 files

        defined:
          Job.java:3  Job.step(int n)
        """,
        said("src/app/Job.java", "step", 0));
    String step = said("src/app/Job.java", "Job::step(int)", 1);
    assertTrue(step.endsWith("  not defined here: abs\n"), step);
  }

  @Test
  void aFocusOnAClassHasAllThatIsCalledInIt() throws Exception {
    project();
    String text = said(".", "Job", 1);
    assertTrue(text.contains("called by:\n  src/app/Main.java:2  Main.main()"), text);
    assertTrue(text.contains("calls:\n  src/app/Job.java:3  Job.step(int n)"), text);
  }

  @Test
  void errorsSayWhatIsWrong() throws Exception {
    project();
    assertEquals("Error: path not found: FOLDER/none", failure("none", ""));
    assertTrue(failure("notes.txt", "").startsWith("Error: not a source file"));
    assertEquals("Error: FOLDER/large.go is too large", failure("large.go", ""));
    assertEquals(
        "Error: nothing is called nobody in 5 files of FOLDER (max_depth=3)",
        failure(".", "nobody"));
    assertEquals("Error: neither a file nor a folder: /dev/null", failure("/dev/null", ""));
  }

  @Test
  void aLongAnswerHasToBeWanted() throws Exception {
    for (int i = 0; i < 1500; i++) {
      file("a_name_that_takes_some_room_in_an_answer_" + i + ".rb", "");
    }
    AnalysisAnswer refused = ask(".", "", 0, 2, false);
    assertTrue(refused.failed());
    assertTrue(refused.text().matches("Error: the answer has 8\\d{4} bytes, the limit is 50000.*"));
    AnalysisAnswer forced = ask(".", "", 0, 2, true);
    assertFalse(forced.failed());
    assertTrue(forced.text().length() > 80_000);
  }

  @Test
  void anAnswerIsWrittenWithAMark() throws IOException {
    var out = new ByteArrayOutputStream();
    AnalysisAnswer.error("größe").write(out);
    assertEquals("\u0001Error: größe", out.toString(StandardCharsets.UTF_8));
  }
}
