package dev.gander.domain.localmodel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variants of the model in a repository, best quality first.
public record ModelVariants(List<ModelVariant> all) {
  private static final Pattern SHARD = Pattern.compile(".*-([0-9]{1,6})-of-([0-9]{1,6})\\.gguf");

  /// A model needs memory beyond its file.
  private static final double SHARE_OF_MEMORY = 0.85;

  public ModelVariants {
    all = List.copyOf(all);
  }

  /// Only files that belong to the model itself count: their names begin with the repository's.
  public static ModelVariants in(RepositoryName repository, List<HubFile> files) {
    Map<String, List<HubFile>> single = new TreeMap<>();
    Map<String, List<HubFile>> shards = new TreeMap<>();
    for (HubFile file : files) {
      if (isOfModel(file, repository)) {
        Quantization.of(file)
            .ifPresent(
                it ->
                    (SHARD.matcher(file.path()).matches() ? shards : single)
                        .computeIfAbsent(it.name(), _ -> new ArrayList<>())
                        .add(file));
      }
    }
    List<ModelVariant> found = new ArrayList<>();
    single.forEach((name, same) -> found.add(whole(name, same)));
    shards.forEach(
        (name, parts) -> {
          if (!single.containsKey(name)) {
            found.add(sharded(name, parts));
          }
        });
    found.sort(
        Comparator.comparingInt((ModelVariant it) -> it.quantization().rank())
            .thenComparingLong(ModelVariant::size)
            .reversed());
    return new ModelVariants(found);
  }

  private static boolean isOfModel(HubFile file, RepositoryName repository) {
    return file.isSafe()
        && file.path().endsWith(".gguf")
        && file.name().toLowerCase(Locale.ROOT).startsWith(repository.stem());
  }

  private static ModelVariant whole(String quantization, List<HubFile> files) {
    return new ModelVariant(new Quantization(quantization), List.of(files.getFirst()), false, "");
  }

  private static ModelVariant sharded(String quantization, List<HubFile> files) {
    List<HubFile> sorted = files.stream().sorted(Comparator.comparing(HubFile::path)).toList();
    return new ModelVariant(new Quantization(quantization), sorted, true, problem(sorted));
  }

  private static String problem(List<HubFile> shards) {
    int expected = number(shards.getFirst(), 2);
    for (int i = 0; i < shards.size(); i++) {
      if (number(shards.get(i), 2) != expected || number(shards.get(i), 1) != i + 1) {
        return "its shards do not fit together";
      }
    }
    return shards.size() == expected
        ? ""
        : "only %d of its %d shards are there".formatted(shards.size(), expected);
  }

  private static int number(HubFile shard, int group) {
    Matcher name = SHARD.matcher(shard.path());
    return name.matches() ? Integer.parseInt(name.group(group)) : 0;
  }

  /// A single file is preferred to shards.
  public Optional<ModelVariant> find(String quantization) {
    return all.stream().filter(it -> it.quantization().is(quantization)).findFirst();
  }

  /// The position of the best that fits into this much memory.
  public OptionalInt recommended(long memory) {
    double usable = memory * SHARE_OF_MEMORY;
    for (int i = 0; i < all.size(); i++) {
      ModelVariant variant = all.get(i);
      if (variant.isComplete() && variant.size() > 0 && variant.size() <= usable) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
