package dev.gander.domain.localmodel;

import dev.gander.domain.error.InvalidInput;
import java.util.Locale;

/// What to download: a model of a repository in one quantization. Its text is the model's id.
public record ModelSpec(RepositoryName repository, String quantization) {

  /// @throws InvalidSpec if the text is not `author/name:quantization`
  public static ModelSpec parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw InvalidSpec.malformed("`" + text + "` is not author/name:quantization");
    }
    try {
      return new ModelSpec(
          RepositoryName.parse(text.substring(0, colon)), text.substring(colon + 1));
    } catch (InvalidInput e) {
      throw InvalidSpec.of(e.text());
    }
  }

  public String id() {
    return repository.text() + ":" + quantization;
  }

  /// The usual name of its file.
  public String usualFile() {
    String name = repository.name();
    String stem =
        name.toLowerCase(Locale.ROOT).endsWith("-gguf")
            ? name.substring(0, name.length() - "-gguf".length())
            : name;
    return stem + "-" + quantization + ".gguf";
  }
}
