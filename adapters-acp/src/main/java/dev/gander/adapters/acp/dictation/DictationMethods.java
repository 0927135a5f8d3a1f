package dev.gander.adapters.acp.dictation;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.dictation.Transcribe.Speech;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.domain.speech.TranscriberStatus.Models;
import dev.gander.domain.speech.TranscriberStatus.Offered;
import dev.gander.domain.speech.UnsupportedSound;
import java.util.Map;

/// Speech becomes text; whoever listens is set up.
public record DictationMethods(UseCases.Dictation use) {

  public Map<String, AcpMethod> methods() {
    AcpMethod select = AcpMethod.of(this::select);
    return Map.of(
        "dictation/config", AcpMethod.of(_ -> config()),
        "dictation/transcribe", AcpMethod.of(this::transcribe),
        "dictation/secret/save", AcpMethod.of(this::saveKey),
        "dictation/secret/delete", AcpMethod.of(this::deleteKey),
        "dictation/models/select", select,
        "dictation/model/select", select);
  }

  private Json config() {
    JsonObject.Builder all = JsonObject.builder();
    use.describe().describe().forEach((name, status) -> all.put(name, write(status)));
    return JsonObject.of("providers", all.build());
  }

  private static JsonObject write(TranscriberStatus status) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("configured", status.configured())
            .putTextIfPresent("host", status.host())
            .put("description", status.description());
    switch (status.keys()) {
      case Keys.OfProvider(String place) ->
          json.put("usesProviderConfig", true).put("settingsPath", place);
      case Keys.Own(String key, _) -> json.put("usesProviderConfig", false).put("configKey", key);
    }
    Models models = status.models();
    return json.put("modelConfigKey", models.key())
        .put("defaultModel", models.usual())
        .put("selectedModel", models.chosen())
        .put("availableModels", JsonArray.of(models.offered(), DictationMethods::write))
        .build();
  }

  private static JsonObject write(Offered model) {
    return JsonObject.builder()
        .put("id", model.id())
        .put("label", model.label())
        .put("description", model.description())
        .build();
  }

  private Json transcribe(JsonFields fields) throws InterruptedException {
    Speech speech =
        new Speech(fields.text("audio"), fields.text("mimeType"), fields.text("provider"));
    try {
      return JsonObject.of("text", Json.of(use.transcribe().transcribe(speech)));
    } catch (UnsupportedSound e) {
      throw RpcError.invalidParams("Unsupported format: " + e.detail());
    }
  }

  private Json saveKey(JsonFields fields) {
    use.keys().save(fields.text("provider"), fields.text("value"));
    return JsonObject.EMPTY;
  }

  private Json deleteKey(JsonFields fields) {
    use.keys().delete(fields.text("provider"));
    return JsonObject.EMPTY;
  }

  private Json select(JsonFields fields) {
    use.chooseModel().choose(fields.text("provider"), fields.text("modelId"));
    return JsonObject.EMPTY;
  }
}
