package dev.gander.adapters.acp.localmodel;

import dev.gander.application.api.localmodel.FoundRepository;
import dev.gander.application.api.localmodel.RepositoryVariants;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.Quantization;

/// The JSON forms of what the hub offers.
final class HubOfferJson {
  private HubOfferJson() {}

  static JsonObject write(FoundRepository found) {
    return JsonObject.builder()
        .put("repoId", found.repository().name().text())
        .put("author", found.repository().author())
        .put("modelName", found.repository().name().name())
        .put("downloads", found.repository().downloads())
        .put("ggufFiles", JsonArray.of(found.files(), HubOfferJson::file))
        .put("variants", JsonArray.EMPTY)
        .build();
  }

  private static JsonObject file(FoundRepository.Offered offered) {
    String quantization = Quantization.of(offered.file()).map(Quantization::name).orElse("unknown");
    return JsonObject.builder()
        .put("filename", offered.file().path())
        .put("sizeBytes", offered.file().size())
        .put("quantization", quantization)
        .put("downloadUrl", offered.address())
        .build();
  }

  static JsonObject write(RepositoryVariants found) {
    JsonArray here = JsonArray.ofTexts(found.downloaded());
    JsonObject.Builder json =
        JsonObject.builder()
            .put(
                "variants",
                JsonArray.of(found.variants(), it -> variant(found.repository().text(), it)));
    found.recommended().ifPresent(it -> json.put("recommendedIndex", JsonNumber.of(it)));
    return json.put("availableMemoryBytes", found.freeMemory())
        .put("downloadedQuants", here)
        .put("downloadedVariants", here)
        .build();
  }

  private static JsonObject variant(String repository, RepositoryVariants.Offer offer) {
    ModelVariant variant = offer.variant();
    String quantization = variant.quantization().name();
    return JsonObject.builder()
        .put("variantId", quantization)
        .put("label", quantization)
        .put("backendId", "llamacpp")
        .put("format", "gguf")
        .put("modelId", repository + ":" + quantization)
        .put("downloadId", repository + ":" + quantization)
        .put("sizeBytes", variant.size())
        .put("filename", variant.first().path())
        .put("downloadUrl", offer.address())
        .put("description", variant.quantization().description())
        .put("qualityRank", variant.quantization().rank())
        .put("sharded", variant.sharded())
        .put("supported", variant.isComplete())
        .putIfPresent("unsupportedReason", variant.isComplete() ? null : Json.of(variant.problem()))
        .build();
  }
}
