/* What a page can do more where scripts run. Each part looks for its own data- attribute; no page needs any of them. */
import { followContents, wireTools } from "./article.js";
import { wireDisplay } from "./display.js";
import { wireMentions } from "./mentions.js";
import { wireResults } from "./results.js";
import { wireSentences } from "./sentences.js";
import { wireSuggestions } from "./suggest.js";

wireDisplay(document);
wireTools(document);
followContents(document);
wireMentions(document);
wireSentences(document);
wireSuggestions(document);
wireResults(document);
