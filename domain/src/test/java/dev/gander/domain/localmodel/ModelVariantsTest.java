package dev.gander.domain.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVariantsTest {
  private static final RepositoryName REPOSITORY = RepositoryName.parse("maker/Tiny-GGUF");

  private static ModelVariants variants(String... files) {
    List<HubFile> all = new ArrayList<>();
    for (String file : files) {
      String[] parts = file.split(" ");
      all.add(new HubFile(parts[0], Long.parseLong(parts[1]), null));
    }
    return ModelVariants.in(REPOSITORY, all);
  }

  private static List<String> names(ModelVariants variants) {
    return variants.all().stream().map(it -> it.quantization().name()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "Model-Q4_K_M.gguf,                       Q4_K_M",
    "Model-Q8_0.gguf,                         Q8_0",
    "a/b/Model-UD-IQ1_M.gguf,                 IQ1_M",
    "model.q5_0.gguf,                         q5_0",
    "Model-MXFP4_MOE.gguf,                    MXFP4_MOE",
    "Q5_K_M/Model-Q5_K_M-00001-of-00002.gguf, Q5_K_M",
    "Model-bf16-00001-of-00002.gguf,          bf16",
    "Model-F32.gguf,                          F32",
    "Model-F64.gguf,                          ''",
    "Model.gguf,                              ''",
    "Q4_K_M.gguf,                             ''",
    "Model-instruct.gguf,                     ''",
  })
  void quantizationIsTheLastWordOfTheName(String file, String name) {
    assertEquals(
        name, Quantization.of(new HubFile(file, 0, null)).map(Quantization::name).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "TQ1_0, 10",
    "IQ2_XXS, 20",
    "Q2_K_XL, 26",
    "IQ3_M, 33",
    "Q4_K_M, 45",
    "q4_k_m, 45",
    "MXFP4_MOE, 48",
    "Q5_K_XL, 54",
    "Q6_K, 60",
    "Q8_0, 80",
    "F16, 90",
    "BF16, 91",
    "F32, 95",
    "Q9_X, 45",
  })
  void rankGroupsByBits(String name, int rank) {
    Quantization quantization = new Quantization(name);

    assertEquals(rank, quantization.rank());
    assertEquals(name.equals("Q9_X"), quantization.description().isEmpty());
  }

  @Test
  void bestQualityComesFirstAndThenTheLargest() {
    assertEquals(
        List.of("F16", "Q8_0", "Q7_Y", "Q4_K_M", "Q2_K"),
        names(
            variants(
                "tiny-Q2_K.gguf 2",
                "Tiny-Q8_0.gguf 8",
                "Tiny-Q4_K_M.gguf 4",
                "Tiny-Q7_Y.gguf 5",
                "Tiny-F16.gguf 16")));
  }

  @Test
  void onlyFilesOfTheModelCount() {
    assertEquals(
        List.of("Q8_0"),
        names(
            variants(
                "mmproj-F16.gguf 1",
                "Tiny-Q8_0.gguf 8",
                "Tiny-Q6_K.txt 6",
                "README.md 1",
                "../Tiny-Q4_0.gguf 4",
                "a/../../Tiny-Q4_1.gguf 4",
                "/Tiny-Q5_0.gguf 5",
                "a\\Tiny-Q5_1.gguf 5",
                ".hidden/Tiny-Q3_K_S.gguf 3")));
  }

  @Test
  void shardsAreOneVariantUnlessThereIsAWholeFile() {
    ModelVariants variants =
        variants(
            "BF16/Tiny-BF16-00002-of-00002.gguf 5",
            "BF16/Tiny-BF16-00001-of-00002.gguf 6",
            "Tiny-Q8_0.gguf 8",
            "Tiny-Q8_0-00001-of-00002.gguf 4",
            "Tiny-Q8_0-00002-of-00002.gguf 4");

    ModelVariant sharded = variants.find("bf16").orElseThrow();
    assertTrue(sharded.sharded());
    assertTrue(sharded.isComplete());
    assertEquals(11, sharded.size());
    assertEquals("BF16/Tiny-BF16-00001-of-00002.gguf", sharded.first().path());
    assertFalse(variants.find("Q8_0").orElseThrow().sharded());
    assertEquals(Optional.empty(), variants.find("Q4_0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tiny-F16-00001-of-00002.gguf 1",
        "Tiny-F16-00002-of-00002.gguf 1",
        "Tiny-F16-00001-of-00002.gguf 1,Tiny-F16-00002-of-00003.gguf 1",
        "Tiny-F16-00001-of-00002.gguf 1,Tiny-F16-00003-of-00002.gguf 1",
        "Tiny-F16-00001-of-00002.gguf 1,a/Tiny-F16-00001-of-00002.gguf 1",
        "Tiny-F16-00000-of-00001.gguf 1",
      })
  void incompleteShardsAreShownAndNotDownloaded(String files) {
    ModelVariant variant = variants(files.split(",")).find("F16").orElseThrow();

    assertFalse(variant.isComplete());
    assertEquals(OptionalInt.empty(), variants(files.split(",")).recommended(1000));
  }

  @ParameterizedTest
  @CsvSource({"1000, F16", "942, F16", "941, Q8_0", "100, Q2_K", "99, ''"})
  void bestThatFitsIsRecommended(long memory, String name) {
    ModelVariants variants =
        variants(
            "Tiny-F16.gguf 800", "Tiny-Q8_0.gguf 400", "Tiny-Q2_K.gguf 85", "Tiny-Q6_K.gguf 0");

    OptionalInt found = variants.recommended(memory);

    assertEquals(name, found.isEmpty() ? "" : names(variants).get(found.getAsInt()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "a/", "/b", "a/b/c", "../b", "a/..", "a/b..c", "a b/c", "a/b?x", "a/b%2f", ".a/b"
      })
  void nameOfARepositoryLeadsNowhereElse(String text) {
    assertThrows(InvalidInput.class, () -> RepositoryName.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "no colon"})
  void specificationNeedsAQuantization(String text) {
    assertTrue(assertThrows(InvalidSpec.class, () -> ModelSpec.parse(text)).isMalformed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:Q4", ":Q4", "a/b/c:Q4", "../b:Q4"})
  void specificationNeedsARepository(String text) {
    assertFalse(assertThrows(InvalidSpec.class, () -> ModelSpec.parse(text)).isMalformed());
  }

  @Test
  void specificationIsTheId() {
    ModelSpec spec = ModelSpec.parse("maker/Tiny-3.2-GGUF:Q4_K_M");

    assertEquals("maker/Tiny-3.2-GGUF:Q4_K_M", spec.id());
    assertEquals("Tiny-3.2-Q4_K_M.gguf", spec.usualFile());
  }
}
