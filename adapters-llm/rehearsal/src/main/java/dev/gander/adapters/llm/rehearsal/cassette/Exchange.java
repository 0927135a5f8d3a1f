package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import java.util.List;

/// One request to a model and its answer, step by step: a line of a cassette.
///
/// @param service the provider that was called
/// @param answer everything up to the end
record Exchange(
    RecordedService service, ProviderRequest request, List<Delta> answer, Ending ending) {
  Exchange {
    answer = List.copyOf(answer);
  }

  /// How an answer ended.
  sealed interface Ending {
    /// The model finished its answer.
    record Whole() implements Ending {}

    /// Our side cancelled it.
    record Cancelled() implements Ending {}

    /// The service refused to answer.
    record Refused(ProviderException failure) implements Ending {}

    /// The service failed during the answer.
    record Failed(ProviderException failure) implements Ending {}
  }
}
