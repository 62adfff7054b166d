import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * What lit-html and @lit/task carry for others: directives, SVG and MathML templates, holes in comments, in tags and
 * in raw text, promises of a Task. The dialog uses none of it; without it a booking weighs 0.9 kB less. Each entry is
 * [what stands there, what is put in its place].
 */
const needless: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'lit-html': [
    [
      'if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i',
      'return i',
    ],
    ['w=x(2),T=x(3)', 'w=b,T=b'],
    ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
    [
      'if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}',
      'this.el=S.createElement(f,e),P.currentNode=this.el.content;',
    ],
    ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', 'c=p'],
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      '',
    ],
    [
      'if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}',
      'r.data===n&&d.push({type:2,index:l});',
    ],
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
    [':6===r.type&&(i=new Z(h,this,t))', ':0'],
    ['get parentNode(){return this._$AM.parentNode}', ''],
    ['get startNode(){return this._$AA}get endNode(){return this._$AB}', ''],
    ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
    ['get tagName(){return this.element.tagName}', ''],
    ['if(!u(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");', ''],
    [
      'const{values:i,_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s);',
      'const{values:i}=t,e=this._$AC(t);',
    ],
    ['get _$AU(){return this._$AM._$AU}u(t)', 'u(t)'],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    ['get _$AU(){return this._$AM._$AU}constructor(t,i,s,e,h)', 'constructor(t,i,s,e,h)'],
    [',this._$Cv=e?.isConnected??!0', ''],
    [
      'get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}',
      '',
    ],
    ['this._$AP?.(!1,!0,s);', ';'],
    ['this._$AN=void 0,this._$AD=t', 'this._$AD=t'],
    ['this._$AN=void 0,this._$AA=t', 'this._$AA=t'],
    ['this._$AN=void 0,this.element=t,this.name=i', 'this.element=t,this.name=i'],
    ['void 0!==t.nodeType?this.T(t):d(t)?', 'u(t)?'],
    ['(t?.creationScope??l)', 'l'],
    [
      'e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);',
      'e=t===A&&s!==A,h=t!==A&&s===A;',
    ],
    [
      '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
      'this._$AH.call(this.options.host,t)',
    ],
    [
      'const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h',
      '(i._$litPart$??=new k(i.appendChild(c()),null,void 0,s))._$AI(t)',
    ],
    ['B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");', ''],
    [',B=t.litHtmlPolyfillSupport;', ';'],
    ['E=Symbol.for("lit-noChange")', 'E=0'],
    ['t=M(this,t,i),a(t)?', 'a(t)?'],
    [':t!==this._$AH&&t!==E&&this._(t)', ':t!==this._$AH&&this._(t)'],
    ['t=M(this,t,i,0),o=!a(t)||t!==this._$AH&&t!==E,', 'o=!a(t)||t!==this._$AH,'],
    ['r=M(this,e[s+n],i,n),r===E&&(r=this._$AH[n]),', 'r=e[s+n],'],
    ['if((t=M(this,t,i,0)??A)===E)return;', 't??=A;'],
    ['v=/<(?:(!--|\\/[^a-zA-Z])|(\\/?[a-zA-Z][^>\\s]*)|(\\/?$))/g', 'v=/<(?:\\/?[a-zA-Z][^>\\s]*|\\/?$)/g'],
    ['"!--"===u[1]?c=_:void 0!==u[1]?c=m:void 0!==u[2]?c=p:void 0!==u[3]&&(c=p)', 'c=p'],
    ['c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0)', 'c=p'],
    ['(c=n??v,d=-1)', '(c=v,d=-1)'],
    ['let n,l="",', 'let l="",'],
    ['function V(t,i){return void 0!==e?e.createHTML(i):i}', 'function V(t,i){return e?e.createHTML(i):i}'],
    ['if(r.hasAttributes())for', 'for'],
    ['{type:1,index:l,', '{index:l,'],
    ['d.push({type:2,index:l})', 'd.push({index:l})'],
    [
      '2===r.type?i=new k(h,h.nextSibling,this,t):1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):0,',
      'i=r.ctor?new r.ctor(h,r.name,r.strings,this,t):new k(h,h.nextSibling,this,t),',
    ],
    [
      'void 0!==s&&(void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i])),i++',
      's.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i]),i++',
    ],
    ['this.type=2,', ''],
    ['this.type=1,', ''],
    ['constructor(){super(...arguments),this.type=3}', ''],
    ['constructor(){super(...arguments),this.type=4}', ''],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    ['this._$AD=t,this._$AM=i', 'this._$AD=t'],
    ['this._$AB=i,this._$AM=s,', 'this._$AB=i,'],
    ['this.name=i,this._$AM=e,', 'this.name=i,'],
    [
      'this.el=S.createElement(f,e),P.currentNode=this.el.content;',
      '(this.el=P.root.createElement("template")).innerHTML=f,P.currentNode=this.el.content;',
    ],
    ['static createElement(t,i){const s=l.createElement("template");return s.innerHTML=t,s}', ''],
    ['const s=i(t).nextSibling;i(t).remove(),t=s', 'const s=t.nextSibling;t.remove(),t=s'],
    ['Symbol.for("lit-nothing")', 'Symbol()'],
  ],
  task: [
    ['"object"==typeof s?s:{task:s,args:i}', 's'],
    [
      'get taskComplete(){return this.t||(1===this.i?this.t=new Promise(((t,s)=>{this.o=t,this.h=s})):3===this.i?this.t=Promise.reject(this.l):this.t=Promise.resolve(this.u)),this.t}',
      '',
    ],
    [',"initialValue"in h&&(this.u=h.initialValue,this.i=2,this.O=this.T?.())', ''],
    ['hostUpdated(){"afterUpdate"===this.autoRun&&this.S()}', ''],
    [
      'const t=this.j();if(!Array.isArray(t))throw Error("The args function must return an array");return t',
      'return this.j()',
    ],
    [':(this.t=void 0,this.o=void 0,this.h=void 0)', ':0'],
    [
      '"afterUpdate"===this.autoRun?queueMicrotask((()=>this._.requestUpdate())):this._.requestUpdate()',
      'this._.requestUpdate()',
    ],
    [',this.o?.(s)', ''],
    [',this.h?.(h)', ''],
    ['h.argsEqual??r', 'r'],
    ['if(void 0===this.j)return;return this.j()', 'return this.j?.()'],
    ['let e=!1;try{', 'let e;try{'],
    ['void 0===t||void 0!==s&&this.m(s,t)', 's&&this.m(s,t)'],
    ['if(s===i)this.i=0;else{if(!1===e)', '{if(!e)'],
    ['i=Symbol()', 'i=0'],
    ['get error(){return this.l}', ''],
    ['this.u=s,this.l=h', 'this.u=s'],
    ['abort(t){1===this.i&&this.q?.abort(t)}', ''],
    [
      'render(t){switch(this.i){case 0:return t.initial?.();case 1:return t.pending?.();case 2:return t.complete?.(this.value);case 3:return t.error?.(this.error);default:throw Error("Unexpected status: "+this.i)}}',
      '',
    ],
  ],
};

/** Builds lit-html and @lit/task without what the dialog does not use; fails when they are not what they were. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](lit-html|task)[\\/](lit-html|task)\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [from, to] of needless[/(?:lit-html|task)(?=\.js$)/.exec(path)?.[0] ?? ''] ?? []) {
        if (!contents.includes(from)) throw new Error(`${path} is another version: it has no ${from}`);
        contents = contents.replace(from, () => to);
      }
      return { contents, loader: 'js' };
    });
  },
};
