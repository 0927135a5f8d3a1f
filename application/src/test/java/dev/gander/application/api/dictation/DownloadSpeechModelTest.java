package dev.gander.application.api.dictation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.DownloadStatus;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.speech.SpeechModels;
import dev.gander.testkit.localmodel.InMemoryFileDownloads;
import dev.gander.testkit.speech.InMemorySpeechModels;
import dev.gander.testkit.store.InMemorySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DownloadSpeechModelTest {
  private static final URI BASE = URI.create("https://hub.example/speech/resolve/main/base");
  private static final byte[] CONTENT = {1, 2, 3, 4};

  private final Map<Path, byte[]> files = new HashMap<>();
  private final InMemoryFileDownloads downloads = new InMemoryFileDownloads(files);
  private final InMemorySettings settings = new InMemorySettings();
  private final DownloadSpeechModel download =
      new DownloadSpeechModel(new InMemorySpeechModels(), downloads, settings);

  private DownloadStatus status() {
    return download.progress("base").status();
  }

  @Test
  void aCompleteModelIsTheOneInUse() {
    downloads.hold(BASE, CONTENT);

    download.start("base");

    assertEquals(DownloadStatus.DOWNLOADING, status());
    assertEquals(Optional.empty(), settings.find(SpeechModels.CHOICE));

    downloads.letGo();

    assertEquals(DownloadStatus.COMPLETED, status());
    assertEquals(Optional.of(Json.of("base")), settings.find(SpeechModels.CHOICE));
    assertArrayEquals(CONTENT, files.get(Path.of("/models/base")));
  }

  @Test
  void aModelIsDownloadedOnceAtATime() {
    downloads.hold(BASE, CONTENT);
    download.start("base");

    assertThrows(DownloadRunning.class, () -> download.start("base"));
  }

  @Test
  void aCancelledDownloadChoosesNothing() throws Exception {
    downloads.hold(BASE, CONTENT);
    download.start("base");

    download.cancel("base");

    assertEquals(DownloadStatus.CANCELLED, status());
    assertEquals(Optional.empty(), settings.find(SpeechModels.CHOICE));
  }

  @Test
  void whatIsNotThereIsTold() {
    assertEquals(
        "Model not found", assertThrows(InvalidInput.class, () -> download.start("x")).text());
    assertEquals(
        "Download not found", assertThrows(NotFound.class, () -> download.progress("base")).text());
    assertEquals(
        "Download not found", assertThrows(NotFound.class, () -> download.cancel("base")).text());
  }
}
