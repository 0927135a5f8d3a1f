/// Files that survive a crash and protect their secrets. Start with [AtomicFile].
@NullMarked
package dev.gander.files;

import org.jspecify.annotations.NullMarked;
