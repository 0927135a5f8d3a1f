package dev.gander.adapters.http.agent;

import dev.gander.adapters.http.call.Refusal;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.model.ModelNotReady.Reason;

/// goosed's messages for an agent without a model (500).
final class ModelFailures {
  private ModelFailures() {}

  static Refusal refusal(ModelNotReady failure) {
    String text =
        switch (failure.reason()) {
          case Reason.NoProvider _ -> "Could not configure agent: missing provider";
          case Reason.NoModel _ -> "Could not configure agent: missing model";
          case Reason.UnknownProvider(String name) ->
              "Could not create provider: provider '" + name + "' not found";
          case Reason.NotMade(String reason) -> "Could not create provider: " + reason;
        };
    return new Refusal(500, text, failure);
  }
}
