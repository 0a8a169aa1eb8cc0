// 关联台账: words in the desk's rich text that mean a record. A plain script: it must be there before editors start.
(() => {
  const { React, DraftJS, draftail, jQuery } = window;
  const TYPE = "RECORD";
  const LONGEST_QUERY = 100;
  const factsUrl = document.currentScript.dataset.facts;
  const roles = {
    subject: "主语",
    issuer: "发布机关",
    beneficiary: "受益",
    participant: "参与",
    place: "地点",
  };

  // What links mean is asked for once for all links that appear together, however many there are.
  const known = new Map();
  const waiting = new Map();
  const PER_REQUEST = 100;

  function ask() {
    const keys = [...waiting.keys()];
    for (let at = 0; at < keys.length; at += PER_REQUEST) {
      const some = keys.slice(at, at + PER_REQUEST);
      const query = new URLSearchParams(some.map((key) => ["record", key]));
      const tell = (records) => {
        for (const key of some) {
          const facts = records ? (records[key] ?? { isGone: true }) : undefined;
          if (facts) known.set(key, facts);
          for (const listener of waiting.get(key) ?? []) listener(facts);
          waiting.delete(key);
        }
      };
      fetch(`${factsUrl}?${query}`, { headers: { "X-Requested-With": "XMLHttpRequest" } })
        .then((response) => (response.ok ? response.json() : { records: null }))
        .then(({ records }) => tell(records))
        .catch(() => tell(null));
    }
  }

  function whenKnown(key, listener) {
    if (known.has(key)) return listener(known.get(key));
    if (!waiting.size) window.setTimeout(ask, 0);
    waiting.set(key, [...(waiting.get(key) ?? []), listener]);
  }

  const keyOf = ({ noun, id }) => `${noun}-${id}`;

  // The card under a link that was clicked. Outside of the editor's own tree, which would take its keys for text.
  let closeCard = () => {};

  function element(tag, attributes, ...children) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  }

  function cardContent(facts, data) {
    if (!facts) return [element("p", {}, "记录的名称没有取到，请稍后再点。")];
    if (facts.isGone) return [element("p", {}, "这条记录已从台账删除，读者只看到文字。")];
    const link = element("a", { href: facts.deskUrl, target: "_blank", rel: "noopener" }, facts.title);
    const said = [facts.kind, `角色：${roles[data.role] ?? "未注明"}`, ...facts.marks].join(" · ");
    const warning = facts.isPublic ? [] : [element("p", { className: "mention-card__warning" }, "尚未公开，读者只看到文字。")];
    return [element("p", {}, link), element("p", {}, said), ...warning];
  }

  function openCard(mark, facts, data, { onChange, onRemove }) {
    closeCard();
    const frame = mark.closest("[data-draftail-editor-wrapper]");
    const button = (label, extra, act) => {
      const made = element("button", { type: "button", className: `button button-small ${extra}` }, label);
      made.addEventListener("click", () => {
        closeCard();
        act();
      });
      return made;
    };
    const card = element(
      "div",
      { className: "mention-card" },
      ...cardContent(facts, data),
      button("更改", "", onChange),
      button("移除", "button-secondary no", onRemove),
    );
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", "关联台账");
    frame.append(card);
    const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
    const furthest = Math.max(0, outer.width - card.offsetWidth);
    card.style.left = `${Math.min(Math.max(0, inner.left - outer.left), furthest)}px`;
    card.style.top = `${inner.bottom - outer.top + 6}px`;

    const outside = (event) => !card.contains(event.target) && closeCard();
    const typed = (event) => (event.key === "Escape" || !card.contains(event.target)) && closeCard();
    document.addEventListener("mousedown", outside);
    document.addEventListener("keydown", typed, true);
    window.addEventListener("resize", outside);
    closeCard = () => {
      card.remove();
      document.removeEventListener("mousedown", outside);
      document.removeEventListener("keydown", typed, true);
      window.removeEventListener("resize", outside);
      closeCard = () => {};
    };
  }

  // The words as the editor shows them.
  class RecordLink extends React.Component {
    constructor(props) {
      super(props);
      this.state = { facts: undefined };
      this.open = this.open.bind(this);
    }

    get data() {
      return this.props.contentState.getEntity(this.props.entityKey).getData();
    }

    componentDidMount() {
      this.isHere = true;
      this.learn();
    }

    componentDidUpdate() {
      this.learn();
    }

    componentWillUnmount() {
      this.isHere = false;
    }

    learn() {
      const key = keyOf(this.data);
      if (key === this.key) return;
      this.key = key;
      whenKnown(key, (facts) => this.isHere && this.key === key && this.setState({ facts }));
    }

    open(event) {
      const { entityKey, onEdit, onRemove } = this.props;
      const mark = event.currentTarget;
      const show = (facts) =>
        openCard(mark, facts, this.data, { onChange: () => onEdit(entityKey), onRemove: () => onRemove(entityKey) });
      whenKnown(keyOf(this.data), show);
    }

    render() {
      const { facts } = this.state;
      const isHidden = facts && !facts.isPublic;
      return React.createElement(
        "a",
        {
          className: `mention-mark${isHidden ? " mention-mark--hidden" : ""}`,
          role: "button",
          title: facts && (facts.isGone ? "记录已删除" : `${facts.kind}：${facts.title}`),
          "data-draftail-trigger": true,
          onMouseUp: this.open,
        },
        this.props.children,
      );
    }
  }

  // The link around the selection, if it stands within one: {key, selection} of the link's whole length.
  function linkAround(editorState) {
    const selection = editorState.getSelection();
    if (selection.getStartKey() !== selection.getEndKey()) return null;
    const content = editorState.getCurrentContent();
    const block = content.getBlockForKey(selection.getStartKey());
    let found = null;
    block.findEntityRanges(
      (character) => character.getEntity() && content.getEntity(character.getEntity()).getType() === TYPE,
      (start, end) => {
        if (start > selection.getStartOffset() || end < selection.getEndOffset()) return;
        if (selection.isCollapsed() && end === selection.getEndOffset()) return; // behind it: new words, a new link
        found = {
          key: block.getEntityAt(start),
          selection: selection.merge({ anchorOffset: start, focusOffset: end, isBackward: false }),
        };
      },
    );
    return found;
  }

  class RecordSource extends draftail.ModalWorkflowSource {
    getChooserConfig(entity, selectedText) {
      const { editorState, entityType } = this.props;
      this.around = linkAround(editorState);
      const urlParams = { q: selectedText.trim().slice(0, LONGEST_QUERY) };
      if (this.around) {
        const data = editorState.getCurrentContent().getEntity(this.around.key).getData();
        Object.assign(urlParams, { record: keyOf(data), role: data.role ?? "" });
      }
      return {
        url: entityType.chooserUrls.recordChooser,
        urlParams,
        onload: handlers,
        responses: { chosen: this.onChosen, removed: () => this.put(null) },
      };
    }

    onChosen({ facts, ...data }) {
      known.set(keyOf(data), facts);
      this.put(data);
    }

    // Write the link, or none, as one step that can be undone; the caret comes to stand behind the words.
    put(data) {
      const { editorState, onComplete } = this.props;
      const selection = this.around?.selection ?? editorState.getSelection();
      let content = editorState.getCurrentContent();
      let key = null;
      if (data) {
        content = content.createEntity(TYPE, "MUTABLE", data);
        key = content.getLastCreatedEntityKey();
      }
      const style = editorState.getCurrentInlineStyle();
      const next = selection.isCollapsed()
        ? DraftJS.Modifier.insertText(content, selection, data.title, style, key)
        : DraftJS.Modifier.applyEntity(content, selection, key);
      const pushed = DraftJS.EditorState.push(editorState, next, selection.isCollapsed() ? "insert-characters" : "apply-entity");
      this.workflow.close();
      const end = { key: selection.getEndKey(), offset: selection.getEndOffset() };
      const behind = next.getSelectionAfter().merge({
        anchorKey: end.key, anchorOffset: end.offset, focusKey: end.key, focusOffset: end.offset, isBackward: false,
      });
      onComplete(selection.isCollapsed() ? pushed : DraftJS.EditorState.acceptSelection(pushed, behind));
    }
  }

  // The modal: Wagtail's own chooser, with the role sent along and a way to take a link away.
  class RecordChooserHandlers extends window.ChooserModalOnloadHandlerFactory {
    onLoadChooseStep(modal) {
      super.onLoadChooseStep(modal);
      const query = modal.body.find("[name=q]");
      const toQuery = () => query.trigger("focus").trigger("select");
      modal.container.one("shown.bs.modal", toQuery);
      toQuery();
      modal.body.find("[data-mention-remove]").on("click", () => modal.respond("removed"));
    }

    ajaxifyLinks(modal, container) {
      super.ajaxifyLinks(modal, container);
      jQuery("[data-mention-choice]", container).on("click", (event) => {
        event.preventDefault();
        modal.loadUrl(event.currentTarget.href, { role: modal.body.find("[data-mention-role]").val() });
      });
    }
  }

  const handlers = new RecordChooserHandlers({ searchInputSelectors: ["[name=q]"] }).getOnLoadHandlers();

  // By keyCode: React wraps the event and leaves its code away.
  const isKey = (event) => event.keyCode === 75 && event.altKey && (event.ctrlKey || event.metaKey);

  draftail.registerPlugin({ type: TYPE, source: RecordSource, decorator: RecordLink }, "entityTypes");
  draftail.registerPlugin({ type: "record-link-key", keyBindingFn: (event) => (isKey(event) ? TYPE : undefined) }, "plugins");
})();
