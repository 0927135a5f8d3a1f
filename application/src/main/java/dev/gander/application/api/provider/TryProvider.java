package dev.gander.application.api.provider;

import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.dialogue.TimeBox;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Tries a provider as it is set up, or as its defaults are if it is not: asks its service for its
/// models, or one of its models for a word. A failure is a finding, not an error.
public final class TryProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SYSTEM = "You are asked whether you work. Be brief.";
  private static final String QUESTION = "Answer with the single word OK.";

  private final SessionModels models;
  private final LongSupplier nanos;
  private final Duration patience;

  /// @param nanos a clock that measures, as [System#nanoTime]
  public TryProvider(SessionModels models, LongSupplier nanos) {
    this(models, nanos, PATIENCE);
  }

  TryProvider(SessionModels models, LongSupplier nanos, Duration patience) {
    this.models = models;
    this.nanos = nanos;
    this.patience = patience;
  }

  /// What came of it.
  ///
  /// @param problem why it does not work, without secrets; null if it works
  /// @param offered the models of the service; null if it was not asked, or has no such list
  /// @param answer what the model said; null if none was asked
  public record Finding(
      @Nullable String problem,
      @Nullable List<String> offered,
      @Nullable String answer,
      Duration took) {
    public boolean works() {
      return problem == null;
    }
  }

  private record Reply(@Nullable List<String> offered, @Nullable String answer) {}

  /// @param model to ask for a word, which costs a few tokens; null to ask for the list of models
  /// @throws InvalidInput if there is no such provider
  public Finding attempt(String provider, @Nullable String model) throws InterruptedException {
    if (models.registry().find(provider).isEmpty()) {
      throw new InvalidInput("Unknown provider: " + provider);
    }
    long begin = nanos.getAsLong();
    try {
      Optional<Reply> reply =
          TimeBox.run("try-" + provider, patience, () -> asked(provider, model));
      return reply
          .map(it -> new Finding(null, it.offered(), it.answer(), since(begin)))
          .orElseGet(() -> failed("No answer after " + patience.toSeconds() + " s", begin));
    } catch (ProviderException e) {
      return failed(e.display(), begin);
    } catch (InvalidInput | StorageException e) {
      return failed(e.text(), begin);
    }
  }

  private Finding failed(String problem, long begin) {
    return new Finding(problem, null, null, since(begin));
  }

  private Duration since(long begin) {
    return Duration.ofNanos(nanos.getAsLong() - begin);
  }

  private Reply asked(String provider, @Nullable String model) throws InterruptedException {
    return model == null ? list(provider) : word(models.make(provider, model));
  }

  private Reply list(String provider) throws InterruptedException {
    ConfiguredModel made = models.makeDefault(provider);
    try {
      return new Reply(made.provider().models(), null);
    } catch (ProviderException.Unsupported | ProviderException.EndpointNotFound _) {
      return word(made);
    } finally {
      made.close();
    }
  }

  private static Reply word(ConfiguredModel made) throws InterruptedException {
    try {
      Completion said =
          Completion.of(
              made.provider(),
              new ProviderRequest(
                  made.model(),
                  "",
                  SYSTEM,
                  List.of(Message.user(null, 0, new Content.Text(QUESTION))),
                  List.of()));
      return new Reply(null, said.message().text());
    } finally {
      made.close();
    }
  }
}
