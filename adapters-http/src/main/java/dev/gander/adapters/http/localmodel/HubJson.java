package dev.gander.adapters.http.localmodel;

import dev.gander.application.api.localmodel.FoundRepository;
import dev.gander.application.api.localmodel.FoundRepository.Offered;
import dev.gander.application.api.localmodel.RepositoryVariants;
import dev.gander.application.api.localmodel.RepositoryVariants.Offer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.Quantization;
import dev.gander.domain.localmodel.RepositoryName;

/// The JSON forms of what the hub offers, each with the members of goosed before 1.39 and since.
final class HubJson {
  /// As goosed calls the runtime for such files.
  private static final String BACKEND = "llamacpp";

  private static final String FORMAT = "gguf";

  private HubJson() {}

  static JsonObject write(FoundRepository found) {
    return JsonObject.builder()
        .put("repo_id", found.repository().name().text())
        .put("author", found.repository().author())
        .put("model_name", found.repository().name().name())
        .put("downloads", found.repository().downloads())
        .put("gguf_files", JsonArray.of(found.files(), HubJson::file))
        .put("variants", JsonArray.EMPTY)
        .build();
  }

  private static JsonObject file(Offered file) {
    return JsonObject.builder()
        .put("filename", file.file().path())
        .put("size_bytes", file.file().size())
        .put("quantization", Quantization.of(file.file()).map(Quantization::name).orElse("unknown"))
        .put("download_url", file.address())
        .build();
  }

  static JsonObject write(RepositoryVariants found) {
    JsonArray downloaded = JsonArray.ofTexts(found.downloaded());
    return JsonObject.builder()
        .put("variants", JsonArray.of(found.variants(), it -> variant(found.repository(), it)))
        .putOrNull(
            "recommended_index",
            found.recommended().isEmpty() ? null : JsonNumber.of(found.recommended().getAsInt()))
        .put("available_memory_bytes", found.freeMemory())
        .put("downloaded_quants", downloaded)
        .put("downloaded_variants", downloaded)
        .build();
  }

  private static JsonObject variant(RepositoryName repository, Offer offer) {
    ModelVariant variant = offer.variant();
    String name = variant.quantization().name();
    String id = repository.text() + ":" + name;
    return JsonObject.builder()
        .put("quantization", name)
        .put("variant_id", name)
        .put("label", name)
        .put("backend_id", BACKEND)
        .put("format", FORMAT)
        .put("model_id", id)
        .put("download_id", id)
        .put("size_bytes", variant.size())
        .put("filename", variant.first().path())
        .put("download_url", offer.address())
        .put("description", variant.quantization().description())
        .put("quality_rank", variant.quantization().rank())
        .put("sharded", variant.sharded())
        .put("supported", variant.isComplete())
        .putIfPresent(
            "unsupported_reason", variant.isComplete() ? null : Json.of(variant.problem()))
        .build();
  }
}
