/// Facts about published models, from a list that comes with the program. Nothing is fetched;
/// `adapters-llm/catalog/generate.mjs` updates the list by hand.
@NullMarked
package dev.gander.adapters.llm.catalog;

import org.jspecify.annotations.NullMarked;
