/// Apps in goose's folders: the documents of those that were made here, and the cache of all.
@NullMarked
package dev.gander.adapters.persistence.apps;

import org.jspecify.annotations.NullMarked;
