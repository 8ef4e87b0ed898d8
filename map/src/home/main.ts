import './home.css';

type Language = 'zh' | 'en';

const key = 'huitong.language';
const toggle = document.querySelector<HTMLButtonElement>('#language');

/** Shows the text in one language and offers the other. Chinese is what stands there before anything is chosen. */
function show(language: Language): void {
  for (const text of document.querySelectorAll<HTMLElement>('[data-language]')) {
    text.hidden = text.dataset['language'] !== language;
  }
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (toggle !== null) {
    toggle.textContent = language === 'zh' ? 'English' : '中文';
    toggle.lang = language === 'zh' ? 'en' : 'zh-CN';
  }
}

function chosen(): Language {
  return window.localStorage.getItem(key) === 'en' ? 'en' : 'zh';
}

toggle?.addEventListener('click', () => {
  window.localStorage.setItem(key, chosen() === 'zh' ? 'en' : 'zh');
  show(chosen());
});
show(chosen());
