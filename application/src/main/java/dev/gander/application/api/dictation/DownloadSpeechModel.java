package dev.gander.application.api.dictation;

import dev.gander.domain.config.Settings;
import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import java.util.List;
import java.util.Optional;

/// Downloads a model, in the background. When it is there, it is the one in use.
public final class DownloadSpeechModel {
  private final SpeechModels models;
  private final FileDownloads downloads;
  private final Settings settings;

  public DownloadSpeechModel(SpeechModels models, FileDownloads downloads, Settings settings) {
    this.models = models;
    this.downloads = downloads;
    this.settings = settings;
  }

  /// @throws InvalidInput if there is no such model
  /// @throws dev.gander.domain.error.GanderException as [FileDownloads#start] does
  public void start(String id) {
    SpeechModel model = models.find(id).orElseThrow(() -> new InvalidInput("Model not found"));
    SpeechModel.Source source = model.source();
    RemoteFile file =
        RemoteFile.of(downloads.addressInHub(source.repository(), source.file()), source.target());
    downloads.start(
        new Download(id, List.of(file), () -> settings.put(SpeechModels.CHOICE, Json.of(id))));
  }

  /// Empty if this server has started none.
  public Optional<DownloadProgress> find(String id) {
    return downloads.progress(id);
  }

  /// @throws NotFound if this server has started none
  public DownloadProgress progress(String id) {
    return find(id).orElseThrow(DownloadSpeechModel::unknown);
  }

  /// @throws NotFound as above
  public void cancel(String id) throws InterruptedException {
    if (!downloads.cancel(id)) {
      throw unknown();
    }
  }

  private static NotFound unknown() {
    return new NotFound("Download not found");
  }
}
