package dev.gander.adapters.llm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.programs.installed.ErrorText;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.provider.kit.log.RequestLog;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramAnswerTest {
  @TempDir Path folder;

  @Test
  void whatBreaksAtItsFirstLineLeavesNeitherALogNorAProgramOpen() throws Exception {
    ChildProcess child =
        ChildProcess.start(
            Path.of("/bin/sh"),
            List.of("-c", "echo '{}'; exec sleep 1000"),
            Map.of("PATH", "/usr/bin:/bin"),
            folder,
            ChildRecords.in(folder.resolve("state")));
    JsonProgram program =
        new JsonProgram("test", child, new ErrorText(new KnownSecrets()), Duration.ofMinutes(1));
    Path logs = folder.resolve("logs");
    RequestLog log = new RequestLog(TestSettings.of().loggingTo(logs), () -> "u");
    RequestLog.Entry entry = log.start(ModelConfig.of("m"), new byte[0]);
    ProgramAnswer answer = new ProgramAnswer(program, new Broken(), entry, () -> {});

    assertThrows(IllegalStateException.class, answer::begun);

    assertTrue(Files.exists(logs.resolve("llm_request.0.jsonl")));
    Eventually.holds(() -> !child.isRunning());
  }

  /// Of a long line that is no JSON only the beginning is kept.
  @Test
  void noHalfOfASecretIsLeftWhereALineIsCut() throws Exception {
    String script = "printf '%03994d' 0; echo ' open-sesame'";
    KnownSecrets secrets = new KnownSecrets();
    secrets.add("open-sesame");
    ChildProcess child =
        ChildProcess.start(
            Path.of("/bin/sh"),
            List.of("-c", script),
            Map.of("PATH", "/usr/bin:/bin"),
            folder,
            ChildRecords.in(folder.resolve("state")));
    JsonProgram program =
        new JsonProgram("test", child, new ErrorText(secrets), Duration.ofMinutes(1));

    assertEquals(Optional.empty(), program.next());

    String text = program.ended().text();
    assertFalse(Pattern.compile("open|sesame|pen-|esame").matcher(text).find(), text);
    program.end();
  }

  private static final class Broken implements ProgramReading {
    @Override
    public void accept(JsonObject line, Consumer<Delta> out) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public void end(JsonProgram program, Consumer<Delta> out) {}
  }
}
