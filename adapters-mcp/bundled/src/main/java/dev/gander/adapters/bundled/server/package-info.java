/// What all bundled extensions have in common.
@NullMarked
package dev.gander.adapters.bundled.server;

import org.jspecify.annotations.NullMarked;
