package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import dev.gander.testkit.provider.ScriptedProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/// What was recorded is played like any provider's answer.
class ReplayProviderTest implements ProviderContract {
  @TempDir Path folder;

  /// Each answer is recorded when somebody asks for it, on a cassette of its own, and then played.
  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws Exception {
    Queue<ScriptedAnswer> open = new ConcurrentLinkedQueue<>(answers);
    Tape first = tape(0);
    hear(first, Tape.asking("hello"), ScriptedAnswer.says("any"));
    AtomicInteger tapes = new AtomicInteger();
    return new Provider() {
      @Override
      public String name() {
        return first.player().name();
      }

      @Override
      public ProviderStream stream(ProviderRequest request) throws InterruptedException {
        Tape tape = tape(tapes.incrementAndGet());
        hear(tape, request, Objects.requireNonNull(open.poll()));
        return tape.player().stream(request);
      }

      @Override
      public List<String> models() throws InterruptedException {
        return first.player().models();
      }

      @Override
      public Credentials signIn() throws InterruptedException {
        return first.player().signIn();
      }
    };
  }

  private Tape tape(int number) {
    return new Tape(folder.resolve(number + ".jsonl"), List.of());
  }

  /// Listens until the answer ends, or to what comes before a pause.
  private static void hear(Tape tape, ProviderRequest request, ScriptedAnswer answer)
      throws InterruptedException {
    long steps = answer.steps().stream().filter(Step.Emit.class::isInstance).count();
    boolean stalls = answer.steps().stream().anyMatch(Step.Pause.class::isInstance);
    Provider provider = tape.provider(new ScriptedProvider().answer(answer));
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
