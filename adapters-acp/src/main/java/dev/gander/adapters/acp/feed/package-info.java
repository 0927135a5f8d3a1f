/// The sessions that a client watches: what was said in them, and what happens in them now.
@NullMarked
package dev.gander.adapters.acp.feed;

import org.jspecify.annotations.NullMarked;
