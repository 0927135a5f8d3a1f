package dev.gander.testkit.speech;

import dev.gander.domain.speech.SpeechModel;
import dev.gander.domain.speech.SpeechModels;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Four models, of which a test says whether they are there.
public final class InMemorySpeechModels implements SpeechModels {
  private static final Map<String, Integer> SIZES =
      new TreeMap<>(Map.of("tiny", 1, "base", 2, "small", 3, "medium", 4));

  private final Set<String> downloaded = ConcurrentHashMap.newKeySet();

  public void download(String id) {
    downloaded.add(id);
  }

  @Override
  public List<SpeechModel> all() {
    return SIZES.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(size -> model(size.getKey(), size.getValue()))
        .toList();
  }

  private SpeechModel model(String id, int megabytes) {
    return new SpeechModel(
        id,
        megabytes,
        new SpeechModel.Source(
            "speech", id, URI.create("https://models.test/" + id), Path.of("/models/" + id)),
        "Of " + megabytes + ".",
        downloaded.contains(id),
        id.equals("tiny"),
        id.equals("small") ? "Remarkable." : null);
  }

  @Override
  public boolean delete(String id) {
    return downloaded.remove(id);
  }
}
