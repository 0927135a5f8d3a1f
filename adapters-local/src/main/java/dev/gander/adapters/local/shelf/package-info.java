/// The models that are on this machine, and what their users set for them. The registry of goose
/// says where the files are. Start with `ModelShelf`.
@NullMarked
package dev.gander.adapters.local.shelf;

import org.jspecify.annotations.NullMarked;
