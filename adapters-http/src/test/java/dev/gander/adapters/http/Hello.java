package dev.gander.adapters.http;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A small API for tests of what all operations share.
final class Hello {
  private Hello() {}

  static List<Route> routes() {
    return List.of(
        Route.get("status", "/status", _ -> Answer.text("ok")),
        Route.get("list", "/things", _ -> Answer.json(JsonObject.EMPTY)),
        Route.post("make", "/things", Hello::make),
        Route.post("big", "/things/big", Hello::make).withMebibytes(3),
        Route.get("get", "/things/{id}", call -> Answer.json(Json.of(call.path("id")))),
        Route.delete("delete", "/things/{id}", _ -> Answer.empty()),
        Route.put("rename", "/things/{id}/name", _ -> Answer.empty()),
        Route.get("find", "/things/find", Hello::find),
        Route.get("fail", "/fail/{how}", Hello::fail));
  }

  private static Answer make(Call call) {
    return Answer.json(
        call.body(
            fields ->
                JsonObject.builder()
                    .put("name", fields.text("name"))
                    .put("more", fields.orElse("more", more -> more, JsonNull.NULL))
                    .put("flag", orNull(fields.<Json>optional("flag", Hello::bool)))
                    .build()));
  }

  private static Json orNull(@Nullable Json value) {
    return value == null ? JsonNull.NULL : value;
  }

  private static Json bool(Json value) {
    return Json.of(JsonFields.asBool(value));
  }

  private static Answer find(Call call) {
    return Answer.json(
        JsonObject.builder()
            .put("text", call.query().text("text"))
            .put("limit", call.query().optionalUnsigned("limit").orElse(-1))
            .build());
  }

  private static Answer fail(Call call) {
    if (call.path("how").equals("depth")) {
      throw new StackOverflowError("a secret depth");
    }
    throw switch (call.path("how")) {
      case "input" -> new InvalidInput("bad value");
      case "secret" -> new InvalidInput("not open-sesame");
      case "missing" -> new NotFound("no such thing");
      case "busy" -> new Conflict("not now");
      case "key" -> new ProviderException.Authentication("no key");
      case "slow-down" -> new ProviderException.RateLimited("slow down", null);
      case "model" -> new ProviderException.ServerError("broken", null);
      case "disk" -> new StorageException("disk full", null);
      case "refusal" -> new Refusal(424, "try another");
      case String how -> new IllegalStateException("a secret reason: " + how);
    };
  }
}
