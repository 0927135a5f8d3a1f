package dev.gander.domain.observe;

import dev.gander.domain.model.TokenUsage;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// Is told what the program does, once for all who measure. Thread-safe. No method blocks or
/// throws: a receiver that is slow or away costs its own data only.
public interface Observer extends AutoCloseable {
  /// Something begins on this thread, as a part of the present [Trail].
  Observed begin(Activity activity);

  /// Something is over that was a part of the present [Trail].
  void note(Occurrence occurrence);

  /// Reads a number whenever somebody asks for it. A later supplier replaces the earlier one.
  ///
  /// @param value quick, and does not throw
  void watch(Gauge gauge, LongSupplier value);

  /// All measures as text; empty if nothing is measured.
  ///
  /// @param accept the header `Accept` of whoever asks; may be empty
  Optional<Measures> measures(String accept);

  /// Delivers what is left, for a few seconds at most. What is told afterwards is lost.
  @Override
  void close();

  /// @param type the media type
  record Measures(String type, String text) {}

  /// An activity under way. Any thread may call it; nothing after [#end] counts.
  interface Observed {
    /// Where other programs can go on; empty if it is in no trace.
    Optional<TraceContext> trace();

    /// The model has begun to answer; only the first call counts.
    void answers();

    /// A request was sent again.
    void retried();

    /// What a model call used.
    ///
    /// @param model the one that answered
    /// @param cost in US dollars; empty if no price is known
    void used(String model, TokenUsage tokens, OptionalDouble cost);

    /// A request to the server of an extension is over, which was a part of this.
    void asked(ServerExchange exchange);

    /// Whether the user wants traces with what was said in them.
    boolean wantsContents();

    /// What was said; only for those who want contents.
    void content(Saying saying, String text);

    /// How it ended; only the first call counts.
    ///
    /// @param outcome one of few words, such as `done`
    /// @param error empty if nothing went wrong; one of few words otherwise
    void end(String outcome, Optional<String> error);

    /// It has ended as it should.
    default void end() {
      end("done", Optional.empty());
    }
  }

  /// What a text is in its activity.
  enum Saying {
    SYSTEM_PROMPT,
    INPUT_MESSAGES,
    OUTPUT_MESSAGES,
    TOOL_ARGUMENTS,
    TOOL_RESULT
  }
}
