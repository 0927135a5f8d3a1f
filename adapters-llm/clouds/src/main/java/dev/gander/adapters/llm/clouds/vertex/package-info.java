/// Google Cloud's Vertex AI, provider `gcp_vertex_ai`: where each model is asked, Google's
/// application default credentials, and what an organisation allows. The dialects are those of
/// Gemini and of Anthropic.
@NullMarked
package dev.gander.adapters.llm.clouds.vertex;

import org.jspecify.annotations.NullMarked;
