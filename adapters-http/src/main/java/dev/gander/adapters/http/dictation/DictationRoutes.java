package dev.gander.adapters.http.dictation;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.dictation.Transcribe.Speech;
import dev.gander.domain.download.DownloadProgressJson;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.TranscriberBusy;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.domain.speech.UnsupportedSound;
import java.util.List;

/// Speech becomes text, by a service or on this machine.
public final class DictationRoutes {
  private static final int MEBIBYTES = 50;

  private final UseCases.Dictation use;

  public DictationRoutes(UseCases.Dictation use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get_dictation_config", "/dictation/config", _ -> config()),
        Route.post("transcribe_dictation", "/dictation/transcribe", this::transcribe)
            .withMebibytes(MEBIBYTES),
        Route.get("list_models", "/dictation/models", _ -> models()),
        Route.delete("delete_model", "/dictation/models/{model_id}", this::delete),
        Route.get("get_download_progress", "/dictation/models/{model_id}/download", this::progress),
        Route.post("download_model", "/dictation/models/{model_id}/download", this::download),
        Route.delete("cancel_download", "/dictation/models/{model_id}/download", this::cancel));
  }

  private Answer config() {
    JsonObject.Builder all = JsonObject.builder();
    use.describe().describe().forEach((name, status) -> all.put(name, json(status)));
    return Answer.json(all.build());
  }

  private static JsonObject json(TranscriberStatus status) {
    JsonObject.Builder json = JsonObject.builder().put("configured", status.configured());
    status.changedHost().ifPresent(host -> json.put("host", host));
    json.put("description", status.description());
    return switch (status.keys()) {
      case Keys.OfProvider(String place) ->
          json.put("uses_provider_config", true).put("settings_path", place).build();
      case Keys.Own(String key, _) ->
          json.put("uses_provider_config", false).put("config_key", key).build();
    };
  }

  /// The work ends when the client leaves.
  private Answer transcribe(Call call) throws InterruptedException {
    Speech speech = call.body(this::speech);
    String text = call.whileClientWaits(() -> transcribed(speech));
    return Answer.json(JsonObject.of("text", Json.of(text)));
  }

  private Speech speech(JsonFields fields) {
    return new Speech(
        fields.text("audio"),
        fields.text("mime_type"),
        fields.required("provider", this::transcriber));
  }

  private String transcriber(Json value) {
    String name = JsonFields.asWord(value);
    if (!use.transcribe().names().contains(name)) {
      throw InvalidShape.unknownVariant(name);
    }
    return name;
  }

  private String transcribed(Speech speech) throws InterruptedException {
    try {
      return use.transcribe().transcribe(speech);
    } catch (UnsupportedSound e) {
      throw new Refusal(415, e.text(), e);
    } catch (TranscriberNotConfigured e) {
      throw new Refusal(412, e.text(), e);
    } catch (TranscriberBusy e) {
      throw new Refusal(503, e.text(), e);
    } catch (TranscriptionTooSlow e) {
      throw new Refusal(504, e.text(), e);
    } catch (ProviderException e) {
      throw new Refusal(status(e), e.text(), e);
    }
  }

  /// A service that could not be reached, or understood, is a failure on this side.
  private static int status(ProviderException failure) {
    return switch (failure) {
      case ProviderException.Authentication _ -> 401;
      case ProviderException.RateLimited _, ProviderException.BudgetSpent _ -> 429;
      case ProviderException.RequestFailed refused when refused.status() != 0 -> 502;
      case ProviderException _ -> 500;
    };
  }

  private Answer models() {
    return Answer.json(
        new JsonArray(use.models().list().stream().map(DictationRoutes::json).toList()));
  }

  private static Json json(SpeechModel model) {
    return JsonObject.builder()
        .put("id", model.id())
        .put("size_mb", model.megabytes())
        .put("url", model.source().address().toString())
        .put("description", model.fullDescription())
        .put("downloaded", model.downloaded())
        .put("recommended", model.recommended())
        .build();
  }

  private Answer delete(Call call) {
    use.deleteModel().delete(call.path("model_id"));
    return Answer.empty();
  }

  private Answer download(Call call) {
    try {
      use.download().start(call.path("model_id"));
      return Answer.accepted();
    } catch (DownloadRunning e) {
      throw new Refusal(400, e.text(), e);
    }
  }

  private Answer progress(Call call) {
    return Answer.json(DownloadProgressJson.write(use.download().progress(call.path("model_id"))));
  }

  private Answer cancel(Call call) throws InterruptedException {
    use.download().cancel(call.path("model_id"));
    return Answer.empty();
  }
}
