/// The models of the registry as an engine needs to know them: their files, and what of their
/// settings counts when. Start with `ModelShelf`.
@NullMarked
package dev.gander.adapters.local.shelf;

import org.jspecify.annotations.NullMarked;
