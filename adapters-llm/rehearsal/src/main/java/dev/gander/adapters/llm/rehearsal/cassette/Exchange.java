package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import java.util.List;

/// One request to a model and what came back, step by step: a line of a cassette.
///
/// @param service who was asked
/// @param answer what was said until the end
record Exchange(
    RecordedService service, ProviderRequest request, List<Delta> answer, Ending ending) {
  Exchange {
    answer = List.copyOf(answer);
  }

  /// How an answer ended.
  sealed interface Ending {
    /// The model had said all.
    record Whole() implements Ending {}

    /// Our side did not want to hear more.
    record Cancelled() implements Ending {}

    /// The service refused to answer.
    record Refused(ProviderException failure) implements Ending {}

    /// The service failed while it answered.
    record Failed(ProviderException failure) implements Ending {}
  }
}
