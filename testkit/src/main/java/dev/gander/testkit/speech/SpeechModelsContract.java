package dev.gander.testkit.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of all [SpeechModels]. No model is downloaded.
public interface SpeechModelsContract {
  SpeechModels models();

  /// Puts the files of a model in place, as a download does.
  void download(String id) throws Exception;

  private static List<String> downloaded(SpeechModels models) {
    return models.all().stream().filter(SpeechModel::downloaded).map(SpeechModel::id).toList();
  }

  @Test
  default void modelsAreListedByTheirSize() {
    List<SpeechModel> all = models().all();

    assertEquals(
        List.of("tiny", "base", "small", "medium"), all.stream().map(SpeechModel::id).toList());
    assertEquals(
        all.stream().map(SpeechModel::megabytes).sorted().toList(),
        all.stream().map(SpeechModel::megabytes).toList());
    assertEquals(1, all.stream().filter(SpeechModel::recommended).count());
    assertEquals(List.of(), downloaded(models()));
  }

  @Test
  default void aModelIsFoundByItsId() {
    assertEquals(Optional.of("base"), models().find("base").map(SpeechModel::id));
    assertEquals(Optional.empty(), models().find("../base"));
  }

  @Test
  default void aDownloadedModelCanBeDeletedOnce() throws Exception {
    download("base");
    assertEquals(List.of("base"), downloaded(models()));

    assertTrue(models().delete("base"));

    assertEquals(List.of(), downloaded(models()));
    assertFalse(models().delete("base"));
    assertFalse(models().delete("nobody"));
  }
}
