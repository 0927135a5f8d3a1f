package dev.gander.application.api.dictation;

import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Tells which transcribers can be used, and how to set up the others.
public final class DescribeTranscribers {
  private final List<Transcriber> transcribers;

  public DescribeTranscribers(List<Transcriber> transcribers) {
    this.transcribers = List.copyOf(transcribers);
  }

  /// By name.
  public SequencedMap<String, TranscriberStatus> describe() {
    SequencedMap<String, TranscriberStatus> all = new LinkedHashMap<>();
    transcribers.forEach(it -> all.put(it.name(), it.status()));
    return all;
  }
}
