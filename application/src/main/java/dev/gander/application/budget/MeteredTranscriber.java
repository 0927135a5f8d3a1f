package dev.gander.application.budget;

import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.domain.speech.TranscriberStatus;

/// A transcriber whose calls are checked against budgets before they are made, and recorded: as
/// calls of its model, since services charge for seconds of sound and report no tokens.
public record MeteredTranscriber(Transcriber inner, Budgets budgets) implements Transcriber {
  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public TranscriberStatus status() {
    return inner.status();
  }

  /// @throws dev.gander.domain.error.ProviderException.BudgetSpent if a budget does not allow it
  @Override
  public String transcribe(Sound sound) throws InterruptedException {
    String model = inner.status().models().chosen();
    TokenlessCall call = budgets.admit(inner.name(), model, CallPurpose.DICTATION);
    boolean isSent = true;
    try {
      return inner.transcribe(sound);
    } catch (TranscriberNotConfigured e) {
      isSent = false;
      throw e;
    } finally {
      end(call, isSent);
    }
  }

  private static void end(TokenlessCall call, boolean isSent) {
    if (isSent) {
      call.made();
    } else {
      call.spared();
    }
  }
}
