package dev.gander.domain.recipe;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The members of a document whose plain scalars are texts, whatever they look like: a title of
/// `2024` or `true` stays as it is written.
///
/// @param places by path, as in `parameters[].key`
public record TextPlaces(Map<String, Place> places) {

  /// What a member makes of a word that looks like null (`~`, `null`).
  public enum Place {
    /// It is a text.
    REQUIRED,
    /// The member is absent.
    OPTIONAL
  }

  /// No place: each scalar has the type that it looks like.
  public static final TextPlaces NONE = new TextPlaces(Map.of());

  /// Those of recipes. Extensions, values of sub-recipes and schemas are typed.
  public static final TextPlaces OF_RECIPES =
      new TextPlaces(
          Stream.concat(
                  required(
                      "version",
                      "title",
                      "description",
                      "activities[]",
                      "parameters[].key",
                      "parameters[].input_type",
                      "parameters[].requirement",
                      "parameters[].description",
                      "parameters[].options[]",
                      "sub_recipes[].name",
                      "sub_recipes[].path",
                      "retry.checks[].type",
                      "retry.checks[].command"),
                  optional(
                      "instructions",
                      "prompt",
                      "settings.goose_provider",
                      "settings.goose_model",
                      "author.contact",
                      "author.metadata",
                      "parameters[].default",
                      "sub_recipes[].description",
                      "retry.on_failure"))
              .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));

  public TextPlaces {
    places = Map.copyOf(places);
  }

  private static Stream<Map.Entry<String, Place>> required(String... paths) {
    return Stream.of(paths).map(path -> Map.entry(path, Place.REQUIRED));
  }

  private static Stream<Map.Entry<String, Place>> optional(String... paths) {
    return Stream.of(paths).map(path -> Map.entry(path, Place.OPTIONAL));
  }

  public Optional<Place> at(String path) {
    return Optional.ofNullable(places.get(path));
  }
}
