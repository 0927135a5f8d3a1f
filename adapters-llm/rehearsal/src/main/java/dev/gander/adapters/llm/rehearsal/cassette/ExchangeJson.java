package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.adapters.llm.rehearsal.cassette.Exchange.Ending;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.ToolJson;

/// The form of a line: `{"gander_cassette": 1, "service", "request": {"model_config", "session_id",
/// "system", "messages", "tools"}, "answer": [{"message", "usage"}, …], "end": {"how",
/// "failure"}}`, where `how` is `whole`, `cancelled`, `refused` or `failed`. The version comes
/// first, so that a file can be recognised by its first bytes.
final class ExchangeJson {
  static final String VERSION_MEMBER = "gander_cassette";
  static final int VERSION = 1;

  private ExchangeJson() {}

  static JsonObject write(Exchange exchange) {
    return JsonObject.builder()
        .put(VERSION_MEMBER, VERSION)
        .put("service", exchange.service().toJson())
        .put("request", write(exchange.request()))
        .put("answer", JsonArray.of(exchange.answer(), ExchangeJson::write))
        .put("end", write(exchange.ending()))
        .build();
  }

  private static JsonObject write(ProviderRequest request) {
    return JsonObject.builder()
        .put("model_config", request.model().toJson())
        .put("session_id", request.sessionId())
        .put("system", request.system())
        .put("messages", MessageJson.writeAll(request.messages()))
        .put("tools", JsonArray.of(request.tools(), ToolJson::write))
        .build();
  }

  private static JsonObject write(Delta delta) {
    JsonObject.Builder json = JsonObject.builder();
    if (delta.message() != null) {
      json.put("message", MessageJson.write(delta.message()));
    }
    ProviderUsage usage = delta.usage();
    if (usage != null) {
      json.put(
          "usage",
          JsonObject.builder().put("model", usage.model()).putAll(usage.tokens().toJson()).build());
    }
    if (delta.isAtLimit()) {
      json.put("at_limit", true);
    }
    return json.build();
  }

  private static JsonObject write(Ending ending) {
    return switch (ending) {
      case Ending.Whole _ -> JsonObject.of("how", Json.of("whole"));
      case Ending.Cancelled _ -> JsonObject.of("how", Json.of("cancelled"));
      case Ending.Refused(var failure) -> failed("refused", failure);
      case Ending.Failed(var failure) -> failed("failed", failure);
    };
  }

  private static JsonObject failed(String how, ProviderException failure) {
    return JsonObject.builder().put("how", how).put("failure", FailureJson.write(failure)).build();
  }

  /// @throws InvalidShape if this is not an exchange, or one of another version
  static Exchange read(Json json) {
    JsonFields fields = JsonFields.of(json);
    long version = fields.integer(VERSION_MEMBER);
    if (version != VERSION) {
      throw new InvalidShape(
          "it was recorded in version " + version + " of the form, and " + VERSION + " is known");
    }
    return new Exchange(
        fields.required("service", RecordedService::read),
        fields.required("request", ExchangeJson::request),
        fields.required("answer", JsonFields.listOf(ExchangeJson::delta)),
        fields.required("end", ExchangeJson::ending));
  }

  private static ProviderRequest request(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ProviderRequest(
        fields.required("model_config", ModelConfig::read),
        fields.text("session_id"),
        fields.text("system"),
        fields.required("messages", messages -> MessageJson.readAll(messages, Reading.TOLERANT)),
        fields.required("tools", JsonFields.listOf(ToolJson::readTool)));
  }

  private static Delta delta(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new Delta(
        fields.optional("message", message -> MessageJson.read(message, Reading.TOLERANT)),
        fields.optional("usage", ExchangeJson::usage),
        fields.orElse("at_limit", JsonFields::asBool, false));
  }

  private static ProviderUsage usage(Json json) {
    return new ProviderUsage(JsonFields.of(json).text("model"), TokenUsage.read(json));
  }

  private static Ending ending(Json json) {
    JsonFields fields = JsonFields.of(json);
    String how = fields.text("how");
    return switch (how) {
      case "whole" -> new Ending.Whole();
      case "cancelled" -> new Ending.Cancelled();
      case "refused" -> new Ending.Refused(fields.required("failure", FailureJson::read));
      case "failed" -> new Ending.Failed(fields.required("failure", FailureJson::read));
      default -> throw new InvalidShape("unknown end `" + how + "`");
    };
  }
}
