import { createRoot } from 'react-dom/client';
import { Explorer } from './Explorer.js';
import './explorer.css';

const container = document.getElementById('explorer');
if (container === null) {
  throw new Error('explorer.html has no element with the id "explorer" to draw into');
}
createRoot(container).render(<Explorer />);
