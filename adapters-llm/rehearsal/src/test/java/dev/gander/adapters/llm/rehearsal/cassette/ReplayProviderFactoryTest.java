package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.testkit.provider.ProviderFactoryContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ReplayProviderFactoryTest implements ProviderFactoryContract {
  @TempDir Path folder;

  @BeforeEach
  void record() throws InterruptedException {
    new Tape(folder.resolve("tape.jsonl"), List.of())
        .record(Tape.asking("hello"), ScriptedAnswer.says("hi"));
  }

  @Override
  public ProviderFactory factory() {
    return new ReplayProviderFactory();
  }

  @Override
  public ProviderSettings settings() {
    return TestSettings.of("REPLAY_FILE", folder.resolve("tape.jsonl").toString());
  }
}
