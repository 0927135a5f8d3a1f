/// Model services: which there are, how they are set up, which models they offer.
@NullMarked
package dev.gander.adapters.acp.provider;

import org.jspecify.annotations.NullMarked;
