package dev.gander.adapters.http.provider;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Operation;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.SignUpForProvider;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// `/handle_openrouter` and its kin: the first steps of a user without a key. They answer when the
/// user has come back from the browser, with 200 even if the sign-up failed.
public final class SignUpRoutes {
  private final UseCases.Providers use;

  public SignUpRoutes(UseCases.Providers use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("start_nanogpt_setup", "/handle_nanogpt", signUp("nano-gpt")),
        Route.post("start_openrouter_setup", "/handle_openrouter", signUp("openrouter")),
        Route.post("start_tetrate_setup", "/handle_tetrate", signUp("tetrate")));
  }

  private Operation signUp(String provider) {
    return _ -> {
      SignUpForProvider.Outcome outcome = use.signUp().signUp(provider);
      return Answer.json(
          JsonObject.builder()
              .put("success", outcome.success())
              .put("message", outcome.message())
              .build());
    };
  }
}
