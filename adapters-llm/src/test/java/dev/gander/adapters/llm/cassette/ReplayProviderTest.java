package dev.gander.adapters.llm.cassette;

import dev.gander.adapters.llm.http.TestSettings;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import dev.gander.testkit.provider.ScriptedProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// What was recorded is played like any provider's answer.
class ReplayProviderTest implements ProviderContract {
  @TempDir Path folder;

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws Exception {
    Path file = folder.resolve("tape.jsonl");
    TestSettings settings = TestSettings.of("REPLAY_FILE", file.toString());
    Recording recording = new Recording(CassetteFile.open(file), List::of);
    ScriptedProvider scripted = new ScriptedProvider();
    answers.forEach(scripted::answer);
    Provider recorded = recording.provider(Tape.making(scripted), settings);
    for (ScriptedAnswer answer : answers.isEmpty() ? List.of(ScriptedAnswer.says("")) : answers) {
      hear(recorded, answer);
    }
    return new ReplayProviderFactory().create(settings);
  }

  /// Listens until the answer ends, or to what comes before a pause.
  private void hear(Provider provider, ScriptedAnswer answer) throws InterruptedException {
    ProviderRequest request = request();
    long steps = answer.steps().stream().filter(Step.Emit.class::isInstance).count();
    boolean stalls = answer.steps().stream().anyMatch(Step.Pause.class::isInstance);
    try (ProviderStream stream = provider.stream(request)) {
      Optional<Delta> next = Optional.empty();
      do {
        next = stalls && steps-- == 0 ? Optional.empty() : stream.next();
      } while (next.isPresent());
    } catch (ProviderException _) {
      // Recorded, which is what is asked for.
    }
  }
}
